import type { Endpoint, Endpoints } from './endpoint';

/** "/site/{siteId}/fhir/{kebab-case-singular}"; without a site, `/fhir/…`. */
const FHIR = '/site/{siteId}/fhir';

/** How the record is given and comes out is the node's business. */
const record: Partial<Endpoint> = {
	keeps: ['fieldsMode', 'output', 'outputFields'],
	sends: ['fields', 'json'],
	adds: ['resourceType'],
};
const one: Partial<Endpoint> = { keeps: ['output', 'outputFields', 'resolveReferences'], sends: ['id'] };

/** What the seed's records have, which an update leaves as it is. */
const KEPT: Record<string, string[]> = {
	appointment: ['status', 'description', 'start', 'end', 'slot', 'participant'],
	observation: ['status', 'category', 'code', 'subject', 'performer', 'effectiveDateTime', 'valueQuantity'],
	patient: ['active', 'identifier', 'name', 'telecom', 'gender', 'birthDate', 'address'],
};

/** "If-None-Exist", "If-Match": FHIR R4, 3.1.0.8.1 and 3.1.0.5. */
const ONLY_NEW = { 'if-none-exist': 'identifier=https://lakeshore-dental.example/contract|nobody' };
const KNOWN_BY = {
	'if-none-exist': 'identifier=https%3A%2F%2Flakeshore-dental.example%2Fcontract%7Cc-4711',
};
const VERSION_1 = { 'if-match': 'W/"1"' };

/** @param resolved request for what the record of the examples refers to, when that is asked for */
function recordEndpoints(resource: string, resolved: string[]): Endpoints {
	const all = `${FHIR}/${resource}`;
	const id = `${all}/{id}`;
	const search: Endpoint = {
		requests: [`GET ${all}`],
		adds: ['_count'],
		keeps: ['output', 'outputFields', 'includedAs', 'resolveReferences'],
		sends: [
			...['filters', 'elements', 'include', 'lastUpdatedBefore', 'lastUpdatedFrom'],
			...['pageSize', 'rawQuery', 'revInclude', 'sort'],
		],
	};
	const update = { ...record, sends: [...record.sends!, 'id'] };
	return {
		[`${resource}.create`]: {
			...record,
			requests: [`POST ${all}`],
			keeps: [...record.keeps!, 'ifNoneExist'],
		},
		[`${resource}.create, everything`]: {
			...record,
			requests: [`POST ${all}`],
			headers: [ONLY_NEW],
			keeps: [...record.keeps!, 'ifNoneExist'],
		},
		[`${resource}.createOrUpdate`]: {
			...record,
			requests: [`GET ${all}`, `POST ${all}`],
			headers: [{}, KNOWN_BY],
			adds: ['resourceType', 'identifier', '_count'],
		},
		[`${resource}.delete`]: { requests: [`DELETE ${id}`], sends: ['id'], keeps: ['missingCounts'] },
		[`${resource}.get`]: { ...one, requests: [`GET ${id}`] },
		[`${resource}.get, everything`]: { ...one, requests: [`GET ${id}`, ...resolved], adds: ['resolvedId'] },
		[`${resource}.getAll`]: search,
		[`${resource}.getAll, everything`]: {
			...search,
			requests: [`GET ${all}`, ...resolved],
			adds: ['_count', 'resolvedId'],
		},
		// "GET /fhir/{resource-name}/{id}/history"; another spelling is tried when a record that is there has none.
		[`${resource}.getHistory`]: { ...one, requests: [`GET ${id}/history`], asksOn: [404] },
		// What is not filled in stays: the record is read, and written back if nobody changed it meanwhile.
		[`${resource}.update`]: {
			...update,
			requests: [`GET ${id}`, `PUT ${id}`],
			headers: [{}, VERSION_1],
			keeps: [...record.keeps!, 'versionId'],
			adds: ['resourceType', 'meta', ...KEPT[resource]],
		},
		[`${resource}.update, fieldsMode = json`]: {
			...update,
			requests: [`PUT ${id}`],
			keeps: [...record.keeps!, 'versionId'],
		},
	};
}

/** From the vendor's documentation and from FHIR R4, not from the node. */
export const heyDontoFhirEndpoints: Endpoints = {
	...recordEndpoints('appointment', [`GET ${FHIR}/slot/{resolvedId}`]),
	...recordEndpoints('observation', [`GET ${FHIR}/practitioner/{resolvedId}`]),
	...recordEndpoints('patient', []),

	'binary.download': { requests: [`GET ${FHIR}/binary/{id}`], sends: ['id'], keeps: ['outputBinaryField'] },
	// FHIR R4, 2.44 Binary: `contentType`, and `data` in Base64.
	'binary.upload': {
		requests: [`POST ${FHIR}/binary`],
		adds: ['resourceType', 'contentType', 'data'],
		keeps: ['binaryPropertyName'],
	},

	// "POST [base]" executes a transaction or batch (FHIR R4, 3.1.0.11); the documented `/bundle` stores it [I].
	'bundle.execute': {
		requests: [`POST ${FHIR}`],
		adds: ['resourceType', 'type', 'entry'],
		keeps: [
			...['bundleType', 'entryAction', 'resourceType', 'recordId', 'fieldsMode', 'fields', 'json'],
			...['entryName', 'ifNoneExist', 'versionId'],
		],
		together: true,
	},
};
