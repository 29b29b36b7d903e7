export interface ProcessOptions {
	cwd?: string;
	/** Default: our environment without what `npm run` adds. */
	env?: NodeJS.ProcessEnv;
	/** Where its output goes; without it the output is shown. */
	logFile?: string;
	/** What an error calls it. */
	name?: string;
	shell?: boolean;
	/** Opens a channel to the child, which the child can watch to end when we do. */
	ipc?: boolean;
}

export interface ExitStatus {
	code: number;
	signal: NodeJS.Signals | null;
	error?: Error;
}

export interface RunningProcess {
	pid: number | undefined;
	logFile?: string;
	exited: Promise<ExitStatus>;
	/** Asks it to end, and ends it after the grace. */
	stop(graceMs?: number): Promise<void>;
}

/** The repository folder, and inside it what is not under version control: downloads, logs, user folders. */
export const root: string;
export const cache: string;
export const logs: string;

export function npm(args: string[]): { command: string; args: string[]; shell?: boolean };
export function cleanEnvironment(): NodeJS.ProcessEnv;
export function startProcess(command: string, args: string[], options?: ProcessOptions): RunningProcess;
/** Throws an error with `code`, `logFile` and `logTail` when the command fails. */
export function run(command: string, args: string[], options?: ProcessOptions): Promise<void>;
export function runNpm(args: string[], options?: ProcessOptions): Promise<void>;
export function tail(logFile: string | undefined, lines?: number): string;
export function closeAtEnd(close: () => unknown): void;
export function endEverything(): Promise<void>;
export function untilInterrupted(): Promise<void>;
