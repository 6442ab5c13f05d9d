/** The API server's version: what it refuses changes with it. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

const NEWEST: Version = { major: 1, minor: 36 };

/** `1.33`, `v1.33.2`, `1.29.4-gke.1043000`; what is none counts as the newest that is known. */
export function versionOf(text: string): Version {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,3})/.exec(text.trim()) ?? [];
  return major === undefined || minor === undefined ? NEWEST : { major: Number(major), minor: Number(minor) };
}

/** Whether a server is `1.minor` or newer. */
export function isAtLeast({ major, minor }: Version, wanted: number): boolean {
  return major > 1 || minor >= wanted;
}
