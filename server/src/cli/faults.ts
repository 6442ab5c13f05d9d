/** Why a command could not run, as one line for people. It ends with exit code 2. */
export class Fault extends Error {}

export const exitCodes = { clean: 0, findings: 1, fault: 2 } as const;
