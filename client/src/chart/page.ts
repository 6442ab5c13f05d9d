/** The page of the chart: what it may do is little (it has no network, no foreign script), and all of its texts come later. */

export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** Where the editor serves an extension's files from. */
  readonly source: string;
  /** Fresh for each page. */
  readonly nonce: string;
}

export function pageOf({ script, style, source, nonce }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    `script-src 'nonce-${nonce}'`,
    // The picture of the chart on its way to a PNG.
    "img-src blob:",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Traffic Chart</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
