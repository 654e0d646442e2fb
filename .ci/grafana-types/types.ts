// What a committed dashboard must satisfy: Grafana's own types, without the looseness they need for plugins of others.
import type { AnnotationQuery, Dashboard, FieldConfig, Panel, RowPanel, VariableModel } from '@grafana/schema';

/** As it stands in JSON: the values of enumerations are strings there. */
export type Plain<T> = unknown extends T
  ? T
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : T extends Array<infer E>
        ? Plain<E>[]
        : T extends object
          ? { [K in keyof T]: Plain<T[K]> }
          : T;

type DataSource = { type: 'influxdb'; uid: 'ovoscope-influxdb' };

/** A query in InfluxQL, written by hand. */
export type Target = {
  datasource: DataSource;
  refId: string;
  query: string;
  rawQuery: true;
  resultFormat: 'time_series' | 'table';
  alias?: string;
  hide?: boolean;
};

type Annotation = Omit<AnnotationQuery, 'datasource' | 'target'> & { datasource: DataSource; target: AnnotationTarget };

type AnnotationTarget = {
  fromAnnotations: true;
  name: string;
  query: string;
  queryType: 'tags';
  rawQuery: true;
  refId: 'Anno';
  resultFormat: 'table';
  tagsColumn: string;
  textColumn: string;
  timeEndColumn: string;
  titleColumn: string;
};

type BuiltInAnnotation = Omit<AnnotationQuery, 'target'> & { builtIn: 1 };

type Variable = Omit<VariableModel, 'query' | 'current'> & {
  query: string | { query: string; refId: string };
  current: VariableModel['current'] | Record<string, never>;
};

/** Everything but the panels, which are checked one by one. */
export type Board = Plain<
  Omit<Dashboard, 'panels' | 'annotations' | 'templating' | 'id' | 'version'> & {
    uid: string;
    annotations: { list: Array<Annotation | BuiltInAnnotation> };
    templating: { list: Variable[] };
  }
>;

export type Row = Plain<Omit<RowPanel, 'panels'> & { panels: [] }>;

/** Those of a field, with the panel's own in `custom`; an override may set each of them. */
export type Fields<Custom> = Plain<Partial<Omit<FieldConfig, 'custom'>> & { custom?: Partial<Custom> & { width?: number } }>;

export type PanelOf<Options, Custom> = Plain<Omit<Panel, 'options' | 'fieldConfig' | 'targets' | 'datasource'>> & {
  datasource: DataSource;
  options: Plain<Options>;
  targets: Target[];
  fieldConfig: {
    defaults: Fields<Custom>;
    overrides: Array<{ matcher: { id: string; options?: unknown }; properties: Array<{ id: string; value?: unknown }> }>;
  };
};

/** Text holds no data. */
export type TextPanelOf<Options> = Plain<Omit<Panel, 'options' | 'targets' | 'datasource'>> & { options: Plain<Options> };
