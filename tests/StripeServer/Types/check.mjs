// Holds what was sent, answered or read against the type definitions of the official library. Claims come as JSON on
// standard input; faults go out as JSON. Enumerations are closed here (the library leaves them open to later values),
// decimals are the texts they are on the wire, and what changed may be part of a map.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const tests = new URL("../../", import.meta.url).pathname;
const require = createRequire(join(tests, "package.json"));
const ts = require("typescript");
const claims = JSON.parse(readFileSync(0, "utf8"));
const virtual = join(tests, "__claims__.mts");

const prelude = `import { Stripe } from "stripe";
type Sent<T> = T extends number ? \`\${number}\` : T extends boolean ? "true" | "false" : T extends string | null | undefined ? T
  : T extends ReadonlyArray<infer U> ? Array<Sent<U>> : { [K in keyof T]: Sent<T[K]> };
type At<T, K extends string> = T extends unknown ? T extends ReadonlyArray<infer U> ? K extends "[]" ? U : never
  : K extends keyof T ? T[K] : never : never;
type Kinds = { string: string; number: number; boolean: boolean; object: object; array: ReadonlyArray<unknown> };
type OfKind<T, K extends keyof Kinds> = Extract<NonNullable<T>, Kinds[K]> extends never ? false : true;
`;

const lineOf = (claim, at) => {
  switch (claim.how) {
    case "answer":
      return `export const c${at}: ${claim.type} = ${JSON.stringify(claim.value)};`;
    case "sent":
      return `export const c${at}: Sent<${claim.type}> = ${JSON.stringify(claim.value)};`;
    case "field": {
      const type = claim.path.reduce((inner, step) => `At<${inner}, ${JSON.stringify(step)}>`, claim.type);
      return claim.kind
        ? `export const c${at}: OfKind<${type}, "${claim.kind}"> = true;`
        : `export const c${at}: [${type}] extends [never] ? false : true = true;`;
    }
    default:
      throw new Error(`no such claim: ${claim.how}`);
  }
};

const heads = prelude.split("\n").length - 1;
const source = prelude + claims.map(lineOf).join("\n") + "\n";
const options = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
};
const host = ts.createCompilerHost(options);
const read = host.readFile.bind(host);
const opened = /export type OtherString = [^;]+;/;
const decimal = /export \{ Decimal \} from [^;]+;/;
// Of a map that changed, an event holds the keys that did (null for one that was not there); of a list, all of it.
const changedType = `
type Changed<T> = T extends ReadonlyArray<unknown> ? T : T extends object ? { [K in keyof T]?: Changed<T[K]> | null } : T;
`;
let closed = 0;
const changed = /\bPartial</g;
host.readFile = (file) => {
  if (file === virtual) return source;
  const text = read(file);
  if (/stripe[/\\]esm[/\\]resources[/\\]Events\.d\.ts$/.test(file)) return text.replace(changed, "Changed<") + changedType;
  if (!/stripe[/\\]esm[/\\]shared\.d\.ts$/.test(file)) return text;
  if (!opened.test(text) || !decimal.test(text)) throw new Error("The library writes its open enumerations or decimals another way now.");
  closed++;
  return text.replace(opened, "export type OtherString = never;").replace(decimal, "export type Decimal = string;");
};
const exists = host.fileExists.bind(host);
host.fileExists = (file) => file === virtual || exists(file);
host.getSourceFile = (file, target) => {
  const text = host.readFile(file);
  return text === undefined ? undefined : ts.createSourceFile(file, text, target);
};

const program = ts.createProgram([virtual], options, host);
const file = program.getSourceFile(virtual);
const faults = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((fault) => {
  const { line, character } = file.getLineAndCharacterOfPosition(fault.start);
  const at = line - heads;
  return {
    claim: at,
    where: claims[at]?.where ?? "prelude",
    near: source.split("\n")[line].slice(Math.max(0, character - 20), character + 60),
    message: ts.flattenDiagnosticMessageText(fault.messageText, "\n"),
  };
});
if (closed === 0) throw new Error("The library's types were not read.");
process.stdout.write(JSON.stringify(faults));
