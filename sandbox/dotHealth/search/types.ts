import type { Coding, Reference, Resource } from '../resource';
import { code, date, exactly, reference, startsWith, token, type Matcher } from './matchers';

/** How a type can be searched. */
export interface Searchable {
	type: string;
	/** The type's own parameters, without an underscore. */
	own: Record<string, Matcher>;
	/** What `_sort` may name, and what is compared then. */
	sorts: Record<string, (resource: Resource) => string>;
	/** What `_include` may name, documented and as FHIR has it, and the element that holds the references. */
	includes: Array<{ documented: string; fhir: string; element: string }>;
	/** Whether `_count` and `_page` are there. */
	paged: boolean;
}

/** “Supported in GET requests for all resources”. */
export const COMMON: Record<string, Matcher> = {
	_id: exactly(({ id }) => id),
	_lastUpdated: date(({ meta }) => meta.lastUpdated),
	_language: exactly(({ language }) => language),
	_source: exactly(({ meta }) => meta.source),
	_tag: token(({ meta }) => meta.tag ?? []),
};

const text = (resource: Resource, element: string) => resource[element] as string | undefined;
const pointer = (resource: Resource, element: string) => resource[element] as Reference | undefined;

const lastUpdated = ({ meta }: Resource) => meta.lastUpdated;

/** Whether a list is sorted by codes or by what they mean is not documented: by codes [I]. */
export const COMMUNICATION_REQUEST: Searchable = {
	type: 'CommunicationRequest',
	own: {
		status: code(
			(resource) => text(resource, 'status'),
			['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown'],
		),
		priority: code((resource) => text(resource, 'priority'), ['routine', 'urgent', 'asap', 'stat']),
		patient: reference((resource) => pointer(resource, 'subject'), ['Patient']),
		// The table says Reference(Practitioner), the sample has an Organization.
		requester: reference((resource) => pointer(resource, 'requester')),
	},
	sorts: {
		status: (resource) => text(resource, 'status') ?? '',
		priority: (resource) => text(resource, 'priority') ?? '',
		lastUpdated,
	},
	includes: [
		{
			documented: 'Organization:recipient',
			fhir: 'CommunicationRequest:recipient',
			element: 'recipient',
		},
		{
			documented: 'Organization:requestor',
			fhir: 'CommunicationRequest:requester',
			element: 'requester',
		},
		{ documented: 'Patient:subject', fhir: 'CommunicationRequest:subject', element: 'subject' },
	],
	paged: true,
};

/** The sample's list has neither `total` nor links, and its table no paging. */
export const SUBSCRIPTION: Searchable = {
	type: 'Subscription',
	own: {
		topic: exactly((resource) => text(resource, 'topic')),
		status: code(
			(resource) => text(resource, 'status'),
			['requested', 'active', 'error', 'off', 'entered-in-error'],
		),
	},
	sorts: {},
	includes: [],
	paged: false,
};

interface HumanName {
	text?: string;
	family?: string;
	given?: string[];
	prefix?: string[];
	suffix?: string[];
}

const names = (resource: Resource) => (resource.name ?? []) as HumanName[];

interface Identifier {
	system?: string;
	value?: string;
}

const identifiers = (resource: Resource): Coding[] =>
	((resource.identifier ?? []) as Identifier[]).map(({ system, value }) => ({ system, code: value }));

/** “Specific search criteria (name, status, etc.) may be available”: R5's own parameters [I]. */
export const PATIENT: Searchable = {
	type: 'Patient',
	own: {
		name: startsWith((resource) =>
			names(resource).flatMap(({ text: whole, family, given = [], prefix = [], suffix = [] }) => [
				whole,
				family,
				...given,
				...prefix,
				...suffix,
			]),
		),
		family: startsWith((resource) => names(resource).map(({ family }) => family)),
		given: startsWith((resource) => names(resource).flatMap(({ given = [] }) => given)),
		birthdate: date((resource) => text(resource, 'birthDate')),
		gender: code((resource) => text(resource, 'gender'), ['male', 'female', 'other', 'unknown']),
		identifier: token(identifiers),
	},
	sorts: { lastUpdated },
	includes: [],
	paged: true,
};

export const ORGANIZATION: Searchable = {
	type: 'Organization',
	own: {
		name: startsWith((resource) => [
			text(resource, 'name'),
			...((resource.alias ?? []) as Array<string | undefined>),
		]),
		identifier: token(identifiers),
	},
	sorts: { lastUpdated },
	includes: [],
	paged: true,
};
