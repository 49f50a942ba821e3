package io.rcsplatform.domain.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A text with variables, parsed once and filled in many times. A variable is written {@code {{name}}}: a lower-case letter, then
 * lower-case letters, digits and underscores.
 */
public final class TemplateText {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([a-z][a-z0-9_]{0,63})\\s*}}");

    /** Literals and variables in turn: one literal more than there are variables. */
    private final List<String> literals;

    private final List<String> variables;

    private TemplateText(List<String> literals, List<String> variables) {
        this.literals = literals;
        this.variables = variables;
    }

    public static TemplateText parse(String text) {
        var literals = new ArrayList<String>();
        var variables = new ArrayList<String>();
        var matcher = VARIABLE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            literals.add(text.substring(end, matcher.start()));
            variables.add(matcher.group(1));
            end = matcher.end();
        }
        literals.add(text.substring(end));
        return new TemplateText(List.copyOf(literals), List.copyOf(variables));
    }

    /** The variables in order of appearance, repeated where they are. */
    public List<String> variables() {
        return variables;
    }

    /** The literal between the variables: one more than there are variables, some of them empty. */
    public List<String> literals() {
        return literals;
    }

    public String render(java.util.function.UnaryOperator<String> valueOf) {
        if (variables.isEmpty()) {
            return literals.getFirst();
        }
        var text = new StringBuilder(literals.getFirst());
        for (int i = 0; i < variables.size(); i++) {
            text.append(valueOf.apply(variables.get(i))).append(literals.get(i + 1));
        }
        return text.toString();
    }
}
