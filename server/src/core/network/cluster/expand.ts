/**
 * References to variables in `env`, `command` and `args` (`$(NAME)`), as the kubelet reads them: `$$` is a dollar, so `$$(NAME)`
 * stays `$(NAME)`; what is not closed, and any other dollar, stays as it is.
 */
export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "reference"; readonly name: string };

export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let plain = "";
  let at = 0;
  const lastClose = text.lastIndexOf(")");
  while (at < text.length) {
    const dollar = text.indexOf("$", at);
    if (dollar < 0 || dollar === text.length - 1) break;
    plain += text.slice(at, dollar);
    const close = text[dollar + 1] === "(" && dollar + 2 <= lastClose ? text.indexOf(")", dollar + 2) : -1;
    if (close >= 0) {
      if (plain !== "") parts.push({ kind: "text", text: plain });
      parts.push({ kind: "reference", name: text.slice(dollar + 2, close) });
      plain = "";
      at = close + 1;
    } else {
      plain += text[dollar + 1] === "$" ? "$" : text.slice(dollar, dollar + 2);
      at = dollar + 2;
    }
  }
  const last = plain + text.slice(at);
  return last === "" ? parts : [...parts, { kind: "text", text: last }];
}
