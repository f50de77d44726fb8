// Compiles the ICU messages of a `messages.ts` while it is built, so that no page carries a parser:
// each text with a `{` inside `words("…", { … })` becomes the small arrays that icu-minify formats.
import compile from "icu-minify/compile";
import ts from "typescript";

/** The same source, its messages compiled. */
export function compiled(source) {
  const file = ts.createSourceFile("messages.ts", source, ts.ScriptTarget.Latest, true);
  const found = [];
  const within = (node) => {
    if (ts.isStringLiteralLike(node) && node.text.includes("{")) found.push(node);
    else ts.forEachChild(node, within);
  };
  const look = (node) => {
    const isWords = ts.isCallExpression(node) && node.expression.getText(file) === "words";
    if (isWords) for (const part of node.arguments) within(part);
    else ts.forEachChild(node, look);
  };
  look(file);
  return found.reduceRight(
    (text, node) =>
      text.slice(0, node.getStart(file)) + message(node.text) + text.slice(node.getEnd()),
    source,
  );
}

function message(text) {
  try {
    return `${JSON.stringify(compile(text))} as never`;
  } catch (cause) {
    throw new Error(`Not an ICU message: ${text}`, { cause });
  }
}

/** As a loader of Next.js. */
export default function loader(source) {
  return compiled(source);
}

/** As a plugin of vitest. */
export const icu = {
  name: "icu-messages",
  enforce: "pre",
  transform: (source, id) => (/\/(messages|meaning)\.ts$/.test(id) ? compiled(source) : null),
};
