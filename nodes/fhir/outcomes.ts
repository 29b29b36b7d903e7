import isPlainObject from 'lodash/isPlainObject';
import upperFirst from 'lodash/upperFirst';
import type { IDataObject } from 'n8n-workflow';

import type { VendorWords } from '../shared/request/vendor';

interface Issue {
	severity?: string;
	code?: string;
	details?: { text?: string; coding?: Array<{ display?: string; code?: string }> };
	diagnostics?: string;
	expression?: string[];
	/** XPath, before R4 B; deprecated. */
	location?: string[];
}

const objectIn = (value: unknown): IDataObject => (isPlainObject(value) ? (value as IDataObject) : {});

/** Whether it is stored on the server, which then says when it was changed. */
const isStored = (body: unknown): boolean => {
	const { versionId, lastUpdated } = objectIn(objectIn(body).meta);
	return versionId !== undefined || lastUpdated !== undefined;
};

/** Whether a server says by it what came of a request; an OperationOutcome may also be a record like any other. */
export const isOutcome = (body: unknown): boolean =>
	objectIn(body).resourceType === 'OperationOutcome' && !isStored(body);

const issuesOf = (body: unknown): Issue[] => {
	const { issue } = objectIn(body);
	return Array.isArray(issue) && !isStored(body) ? (issue as Issue[]) : [];
};

/** FHIR, OperationOutcome.issue.severity: these two mean that what was asked was not done. */
const isGrave = ({ severity }: Issue): boolean => severity === 'error' || severity === 'fatal';

/** An issue in words: the text for people first, else what is meant for operators, else the code. */
function wordsOf({ details, diagnostics, code }: Issue): string {
	const [coding] = details?.coding ?? [];
	return details?.text ?? diagnostics ?? coding?.display ?? coding?.code ?? code ?? '';
}

/** Elements of which each type of resource is no other element. */
const HOLDS_RESOURCES = new Set(['contained', 'outcome', 'resource']);

/**
 * The element that an issue is about, as a dotted path below the resource: `Patient.contact[0].name` becomes
 * `contact.name`. Of a Bundle the entry keeps its number: `entry[2].resource.name`. Undefined when it names none, or more
 * than a path.
 */
export function elementIn(expression: string | undefined): string | undefined {
	// FHIRPath: `value.ofType(string)` is the element `valueString`.
	const plain = expression?.replace(/(\w+)((?:\[\d+\])?)\.ofType\((\w+)\)/g, (_, name, at, type) =>
		HOLDS_RESOURCES.has(String(name)) ? `${name}${at}` : `${name}${upperFirst(String(type))}${at}`,
	);
	const path = /^[A-Z]\w*\.([\w.[\]()]+)$/.exec(plain ?? '')?.[1];
	return path?.replace(/(?<!^entry)\[\w*\]/g, '').replace(/\.$/, '') || undefined;
}

/**
 * What a FHIR server says is wrong: an OperationOutcome with errors in it, whatever the status, or the plain JSON that
 * gateways before it answer with. Undefined for a success.
 */
export function outcomeWords(statusCode: number, body: unknown): VendorWords | undefined {
	const grave = issuesOf(body).filter(isGrave);
	if (statusCode < 400 && grave.length === 0) return undefined;
	if (isOutcome(body)) {
		const issues = grave.length > 0 ? grave : issuesOf(body);
		const said = [...new Set(issues.map(wordsOf).filter((words) => words !== ''))];
		const field = issues
			.map(({ expression, location }) => elementIn((expression ?? location)?.[0]))
			.find(Boolean);
		return { message: said.join('; ') || undefined, field };
	}
	return plainWords(body);
}

/** `{ message }`, `{ message: [] }`, `{ error: { message } }`, `{ error, error_description }`, `{ error }`. */
function plainWords(body: unknown): VendorWords {
	const { message, error, error_description: oAuth } = objectIn(body);
	const inner = objectIn(error).message;
	const said = [message, inner, oAuth, error]
		.map((words) =>
			Array.isArray(words) ? words.filter((word) => typeof word === 'string').join('; ') : words,
		)
		.find((words) => typeof words === 'string' && words !== '');
	return { message: said as string | undefined };
}

/** What a server remarks on something that it did all the same: warnings, one sentence each. */
export const warningsIn = (body: unknown): string[] =>
	issuesOf(body)
		.filter(({ severity }) => severity === 'warning')
		.map(wordsOf)
		.filter((words) => words !== '');
