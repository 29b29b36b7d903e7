import type { Store } from './store';
import { issue, type Issue } from './outcomes';
import type { Reference } from './resource';
import { HEALTH_RESOURCES } from './types';

/** Where a reference leads. */
export type Target =
	| { kind: 'here'; type: string; id: string }
	/** Another entry of the same transaction. */
	| { kind: 'entry'; fullUrl: string }
	| { kind: 'contained' }
	/** Another server. */
	| { kind: 'elsewhere' }
	| { kind: 'broken' };

const RELATIVE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** @param base The server's own address, with which an absolute reference to one of its resources begins. */
export function parseReference(reference: string, base: string): Target {
	if (reference.startsWith('#')) return { kind: 'contained' };
	if (reference.startsWith('urn:uuid:')) return { kind: 'entry', fullUrl: reference };
	const own = reference.startsWith(`${base}/`);
	const [, type, id] = RELATIVE.exec(own ? reference.slice(base.length + 1) : reference) ?? [];
	if (type !== undefined) return { kind: 'here', type, id };
	return !own && URL.canParse(reference) ? { kind: 'elsewhere' } : { kind: 'broken' };
}

interface Place {
	/** FHIRPath of the Reference. */
	at: string;
	reference: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** Every literal reference in a resource. */
function placesOf(value: unknown, at: string): Place[] {
	if (Array.isArray(value)) {
		return (value as unknown[]).flatMap((one, index) => placesOf(one, `${at}[${index}]`));
	}
	if (!isObject(value)) return [];
	const { reference } = value as Reference;
	return [
		...(typeof reference === 'string' ? [{ at, reference }] : []),
		...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, `${at}.${name}`)),
	];
}

const isKept = (type: string): boolean => (HEALTH_RESOURCES as readonly string[]).includes(type);

/**
 * What is wrong with a resource's references: one that leads nowhere, where it could be known.
 *
 * @param fullUrls Of the transaction that it is in.
 */
export function referenceIssues(
	resource: unknown,
	at: string,
	{ store, base, fullUrls = [] }: { store: Store; base: string; fullUrls?: string[] },
): Issue[] {
	return placesOf(resource, at).flatMap((place) => {
		const target = parseReference(place.reference, base);
		if (target.kind === 'broken') return [issue('value', `${place.at} is not a reference`, place.at)];
		const missing =
			(target.kind === 'entry' && !fullUrls.includes(target.fullUrl)) ||
			(target.kind === 'here' && isKept(target.type) && !store.get(target.type, target.id));
		return missing ? [issue('not-found', `${place.at} refers to what is not there`, place.at)] : [];
	});
}

/** A copy whose references to other entries of the transaction name what these have become. */
export function rewritten<T>(value: T, newReferences: Map<string, string>): T {
	if (Array.isArray(value)) return value.map((one: unknown) => rewritten(one, newReferences)) as T;
	if (!isObject(value)) return value;
	const copy = Object.entries(value).map(([name, inner]) => {
		const known = name === 'reference' && typeof inner === 'string' ? newReferences.get(inner) : undefined;
		return [name, known ?? rewritten(inner, newReferences)];
	});
	return Object.fromEntries(copy) as T;
}
