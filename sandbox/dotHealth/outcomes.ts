import { Refusal } from '../shared/refusal';
import type { ErrorBody } from '../shared/types';

/** One issue of an OperationOutcome: client errors are `error`, the server's own are `fatal`. */
export interface Issue {
	severity: 'error' | 'fatal';
	/** From FHIR's value set issue-type; the documentation lists none [I]. */
	code: string;
	diagnostics: string;
	/** FHIRPath, e.g. `Observation.category[0]`. */
	expression?: [string];
}

const CODES: Record<number, string> = {
	400: 'invalid',
	401: 'login',
	403: 'forbidden',
	404: 'not-found',
	405: 'not-supported',
	406: 'not-supported',
	409: 'conflict',
	415: 'not-supported',
	422: 'business-rule',
	429: 'throttled',
	500: 'exception',
	503: 'transient',
};

export const issue = (code: string, diagnostics: string, expression?: string): Issue => ({
	severity: 'error',
	code,
	diagnostics,
	...(expression !== undefined && { expression: [expression] }),
});

const outcome = (issues: object[]) => ({ resourceType: 'OperationOutcome', issue: issues });

export const errorBody: ErrorBody = (message, status, field) => ({
	...outcome([
		{
			...issue(CODES[status] ?? 'processing', message, field),
			severity: status >= 500 ? 'fatal' : 'error',
		},
	]),
});

/** The answer to a success that has nothing else to say, as documented. */
export const ALL_OK = outcome([
	{ severity: 'information', code: 'informational', details: { text: 'All OK' } },
]);

/** A rule of the server is 422, anything else wrong with what was sent is 400. */
const STATUS_OF_RULES = 422;
const RULES = ['business-rule', 'conflict'];

/** Refuses with all of the issues, if there are any. */
export function refuseIf(issues: Issue[]): void {
	if (issues.length === 0) return;
	const status = issues.every(({ code }) => RULES.includes(code)) ? STATUS_OF_RULES : 400;
	throw new Refusal(status, issues[0].diagnostics, {}, outcome(issues));
}
