type Filter = { scheme: string; language: string } | { scheme: string; pattern: string };

const languages = ["yaml", "json", "jsonc"];
const schemes = ["file", "untitled"];

/** By language, and by file name for YAML that another extension gave a language of its own. Never `git:`. */
export const documentSelector: Filter[] = [
  ...schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language }))),
  { scheme: "file", pattern: "**/*.{yaml,yml}" },
];
