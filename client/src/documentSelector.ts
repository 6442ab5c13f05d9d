type Filter = { scheme: string; language: string } | { scheme: string; pattern: string };

const LANGUAGES = ["yaml", "json", "jsonc"];
const EVERYWHERE = ["file", "untitled"];

/** The other side of a diff is no manifest that anybody deploys. */
const NOWHERE = new Set(["git"]);

/** The schemes of documents that are judged: of files, of what is not saved yet, and of the folders that are open. */
export function judgedSchemes(folders: readonly string[]): readonly string[] {
  return [...new Set([...EVERYWHERE, ...folders])].filter((scheme) => !NOWHERE.has(scheme));
}

/** By language, and by file name for YAML that another extension gave a language of its own. */
export function documentSelector(folders: readonly string[]): Filter[] {
  const schemes = judgedSchemes(folders);
  return [
    ...schemes.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
    ...schemes
      .filter((scheme) => scheme !== "untitled")
      .map((scheme) => ({ scheme, pattern: "**/*.{yaml,yml}" })),
  ];
}
