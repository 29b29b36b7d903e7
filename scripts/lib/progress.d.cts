/** Runs one step and shows it in a line of its own, with its seconds and an optional remark. */
export function step<T>(label: string, work: () => Promise<T>, remark?: (result: T) => string): Promise<T>;
/** Says what failed, the end of its log and what to do next. */
export function explain(error: unknown): void;
