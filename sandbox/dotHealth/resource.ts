/** A resource as it is stored; everything beyond these is as FHIR R5 has it. */
export interface Resource {
	resourceType: string;
	id: string;
	meta: Meta;
	language?: string;
	[element: string]: unknown;
}

export interface Meta {
	versionId: string;
	/** An instant with milliseconds, in UTC. */
	lastUpdated: string;
	source?: string;
	tag?: Coding[];
}

export interface Coding {
	system?: string;
	code?: string;
}

export interface Reference {
	type?: string;
	reference?: string;
}

/** A resource before the server has given it an id and a version. */
export type NewResource = Pick<Resource, 'resourceType'> & Record<string, unknown>;

/** Which tag it is that makes a request actionable is not documented; this is HL7's own [I]. */
export const ACTIONABLE: Coding = {
	system: 'http://hl7.org/fhir/CodeSystem/common-tags',
	code: 'actionable',
};

export const withoutActionable = (tags: Coding[] = []): Coding[] =>
	tags.filter(({ code }) => code !== ACTIONABLE.code);

export const nowText = (): string => new Date().toISOString();
