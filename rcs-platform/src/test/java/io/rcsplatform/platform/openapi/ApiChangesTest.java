package io.rcsplatform.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiChangesTest {
    private static final String API = """
            {
              "paths": {
                "/v1/shoes": {
                  "get": {
                    "operationId": "shoes_list",
                    "security": [{"api_key": ["shoes:read"]}],
                    "parameters": [{"in": "query", "name": "limit", "required": false, "schema": {"type": "integer", "maximum": 200}}],
                    "responses": {
                      "200": {"headers": {"ETag": {}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Shoe"}}}},
                      "404": {"$ref": "#/components/responses/Refused"}
                    }
                  },
                  "post": {
                    "operationId": "shoes_create",
                    "security": [],
                    "requestBody": {"required": false, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
                    "responses": {"201": {}}
                  }
                }
              },
              "components": {
                "responses": {"Refused": {"content": {"application/problem+json": {"schema": {"type": "object"}}}}},
                "schemas": {
                  "Shoe": {
                    "type": "object",
                    "properties": {
                      "id": {"type": "string", "pattern": "^sho_"},
                      "size": {"type": "integer", "format": "int32"},
                      "colour": {"type": "string", "enum": ["red", "blue"]},
                      "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Shoe"}},
                      "sole": {"oneOf": [{"$ref": "#/components/schemas/Flat"}, {"$ref": "#/components/schemas/Heel"}]}
                    },
                    "required": ["id", "size"]
                  },
                  "Order": {
                    "type": "object",
                    "properties": {
                      "name": {"type": ["string", "null"], "maxLength": 50},
                      "pairs": {"type": "integer", "minimum": 0},
                      "kind": {"type": "string", "enum": ["low", "high"]},
                      "labels": {"type": "object", "additionalProperties": {"type": "string"}}
                    },
                    "required": ["name"]
                  },
                  "Flat": {"type": "object", "properties": {"type": {"type": "string", "enum": ["flat"]}}},
                  "Heel": {"type": "object", "properties": {"type": {"type": "string", "enum": ["heel"]}, "height": {"type": "number"}}}
                }
              }
            }
            """;

    @Test
    void nothingChangedBreaksNothing() {
        assertThat(ApiChanges.breaking(json(API), json(API))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "get": {                                    | "head": {                                            | GET /v1/shoes is gone
            "/v1/shoes": {                              | "/v1/boots": {                                       | POST /v1/shoes is gone
            "shoes_list"                                | "shoes_all"                                          | another operationId
            [{"api_key": ["shoes:read"]}]               | [{"api_key": ["admin"]}]                             | not open to
            "security": []                              | "security": [{"api_key": ["admin"]}]                 | needs a credential now
            "name": "limit"                             | "name": "count"                                      | the parameter limit is gone
            "required": false, "schema"                 | "required": true, "schema"                           | the parameter limit is required now
            "maximum": 200                              | "maximum": 100                                       | lower maximum
            "required": false, "content"                | "required": true, "content"                          | the body is required now
            "404"                                       | "410"                                                | 404 is answered no more
            {"ETag": {}}                                | {}                                                   | the header ETag is gone
            application/problem+json                    | application/json                                     | application/problem+json no more
            "size": {                                   | "length": {                                          | /size is gone
            "integer", "format": "int32"                | "string", "format": "int32"                          | was [integer] and is [string]
            "integer", "format": "int32"                | ["integer", "null"], "format": "int32"               | /size was
            "int32"                                     | "int64"                                              | another format
            "^sho_"                                     | "^shoe_"                                             | another pattern
            ["red", "blue"]                             | ["red"]                                              | is blue no more
            "required": ["id", "size"]                  | "required": ["id"]                                   | /size may be missing now
            "items": {                                  | "things": {                                          | /parts/* is gone
            , {"$ref": "#/components/schemas/Heel"}     |                                                      | is heel no more
            "height": {"type": "number"}                | "height": {"type": "string"}                         | /sole(heel)/height was
            "pairs": {                                  | "count": {                                           | /pairs is gone
            "required": ["name"]                        | "required": ["name", "pairs"]                        | /pairs is required now
            ["string", "null"]                          | "string"                                             | /name was
            "maxLength": 50                             | "maxLength": 40                                      | lower maxLength
            "minimum": 0                                | "minimum": 1                                         | higher minimum
            ["low", "high"]                             | ["low"]                                              | is high no more
            "pairs": {"type": "integer",                | "pairs": {"type": "integer", "enum": ["1"],          | takes only some values now
            "additionalProperties": {"type": "string"}  | "additionalProperties": {"type": "integer"}          | /labels/* was
            """)
    void tellsWhatBreaksAClient(String before, String after, String told) {
        assertThat(API).contains(before);

        var breaks = ApiChanges.breaking(json(API), json(API.replace(before, after == null ? "" : after)));

        assertThat(breaks).anySatisfy(sentence -> assertThat(sentence).contains(told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "/v1/shoes": {                              | "/v1/boots": {"get": {}}, "/v1/shoes": {
            "post": {                                   | "put": {"operationId": "new"}, "post": {
            [{"api_key": ["shoes:read"]}]               | [{"api_key": ["shoes:read"]}, {"api_key": ["x"]}]
            [{"api_key": ["shoes:read"]}]               | []
            [{"in": "query", "name": "limit"            | [{"in": "query", "name": "q"}, {"in": "query", "name": "limit"
            "maximum": 200                              | "maximum": 500
            "404": {                                    | "409": {}, "404": {
            "size": {                                   | "weight": {"type": "integer"}, "size": {
            ["red", "blue"]                             | ["red", "blue", "green"]
            "required": ["id", "size"]                  | "required": ["id", "size", "colour"]
            {"$ref": "#/components/schemas/Heel"}       | {"$ref": "#/components/schemas/Heel"}, {"type": "string"}
            "pairs": {                                  | "gift": {"type": "boolean"}, "pairs": {
            "required": ["name"]                        | "required": []
            "integer", "minimum": 0                     | ["integer", "string"], "minimum": 0
            "maxLength": 50                             | "maxLength": 60
            ["low", "high"]                             | ["low", "high", "mid"]
            "ETag": {}                                  | "ETag": {}, "Link": {}
            """)
    void letsPassWhatOnlyAdds(String before, String after) {
        assertThat(API).contains(before);

        assertThat(ApiChanges.breaking(json(API), json(API.replace(before, after))))
                .isEmpty();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
