package io.ovoscope.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** A flag that a minor version added: records of before do not have it, and it was not so. */
final class AbsentIsFalse extends StdDeserializer<Boolean> {
    private static final long serialVersionUID = 1L;

    AbsentIsFalse() {
        super(Boolean.class);
    }

    @Override
    public Boolean deserialize(JsonParser from, DeserializationContext context) throws IOException {
        JsonToken token = from.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            return (Boolean) context.handleUnexpectedToken(Boolean.class, from);
        }
        return token == JsonToken.VALUE_TRUE;
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return false;
    }
}
