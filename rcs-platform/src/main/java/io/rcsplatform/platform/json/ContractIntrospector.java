package io.rcsplatform.platform.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedType;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Writes enum values in lower case, and takes the domain's nullness at its word: a component of a domain record that is not nullable
 * must be there. Lists and maps that are absent are empty, flags that are absent are false, and a few enums have a default.
 */
class ContractIntrospector extends JacksonAnnotationIntrospector {
    private static final String CONTRACTS = "io.rcsplatform.domain.";

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass annotatedClass, Enum<?>[] enumValues, String[] names) {
        super.findEnumValues(config, annotatedClass, enumValues, names);
        for (int i = 0; i < enumValues.length; i++) {
            if (names[i] == null) {
                names[i] = enumValues[i].name().toLowerCase(Locale.ROOT);
            }
        }
        return names;
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        var explicit = super.hasRequiredMarker(config, member);
        return (explicit == null && mustBeThere(member)) ? Boolean.TRUE : explicit;
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter && isContract(parameter)) {
            if (parameter.getRawType() == boolean.class) {
                return JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
            }
            if (mustBeThere(parameter)) {
                return JsonSetter.Value.forValueNulls(Nulls.FAIL);
            }
        }
        return super.findSetterInfo(config, annotated);
    }

    private static boolean mustBeThere(AnnotatedMember member) {
        if (!(member instanceof AnnotatedParameter parameter) || !isContract(parameter)) {
            return false;
        }
        var type = parameter.getRawType();
        return type != boolean.class
                && !Collection.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type)
                && !ValueForms.DEFAULTS.containsKey(type)
                && !nullable(parameter);
    }

    private static boolean isContract(AnnotatedParameter parameter) {
        var owner = parameter.getDeclaringClass();
        return owner.isRecord() && owner.getName().startsWith(CONTRACTS);
    }

    private static boolean nullable(AnnotatedParameter parameter) {
        AnnotatedType[] types =
                parameter.getDeclaringClass().getDeclaredConstructors()[0].getAnnotatedParameterTypes();
        return types[parameter.getIndex()].isAnnotationPresent(Nullable.class);
    }
}
