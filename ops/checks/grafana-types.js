// What Grafana's own types say of the dashboards: a field or a value that it does not know, it leaves out in silence.
import ts from "typescript";

const TYPES = "@grafana/schema/dist/types/raw";
const OPTIONS = { timeseries: "TimeSeries", stat: "Stat" };

/** All fields may be left out, and an enumeration's value is written as text. */
const HEAD = `
import type { Dashboard, Panel } from "./node_modules/${TYPES}/dashboard/x/types.gen";
import type { Options as TimeSeries, FieldConfig as Drawn } from "./node_modules/${TYPES}/composable/timeseries/panelcfg/x/types.gen";
import type { Options as Stat } from "./node_modules/${TYPES}/composable/stat/panelcfg/x/types.gen";
type Written<T> = T extends (infer E)[] ? Written<E>[] : T extends string ? \`\${T}\` : T extends object ? { [K in keyof T]?: Written<T[K]> } : T;
`;

/** Lines that say where a dashboard is not as Grafana wants it. */
export function faults(dashboards) {
  const statements = dashboards.flatMap(({ file, panels, ...dashboard }) => [
    { where: file, type: "Dashboard", value: dashboard },
    ...panels.flatMap((panel) => ofPanel(`${file}, ${panel.title}`, panel)),
  ]);
  const lines = statements.map(({ type, value }, index) => `export const v${index}: Written<${type}> = ${JSON.stringify(value)};`);
  const before = HEAD.split("\n").length - 1;
  return diagnostics(HEAD + lines.join("\n")).map(({ line, text }) => `${statements[line - before]?.where ?? "types"}: ${text}`);
}

function ofPanel(where, { options, fieldConfig: { defaults: { custom, ...defaults }, ...fieldConfig }, targets, ...panel }) {
  if (!OPTIONS[panel.type]) return [{ where, type: "never", value: panel.type }];
  return [
    { where, type: "Panel", value: { ...panel, fieldConfig: { ...fieldConfig, defaults } } },
    { where, type: OPTIONS[panel.type], value: options },
    ...(custom ? [{ where, type: "Drawn", value: custom }] : []),
  ];
}

function diagnostics(text) {
  const name = new URL("dashboards.ts", import.meta.url).pathname;
  const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.getSourceFile = (file, ...rest) => file === name ? ts.createSourceFile(file, text, options.target) : getSourceFile(file, ...rest);
  return ts.getPreEmitDiagnostics(ts.createProgram([name], options, host)).map(({ file, start, messageText }) => ({
    line: file?.fileName === name ? file.getLineAndCharacterOfPosition(start).line : -1,
    text: ts.flattenDiagnosticMessageText(messageText, " "),
  }));
}
