import type { IDataObject } from 'n8n-workflow';

import { definitionsOf, type FhirVersion } from '../../nodes/fhir/definitions';
import { fillForm } from '../../nodes/fhir/fillForm';
import { FieldRefusal } from '../../nodes/shared/errors/refusal';

type Cells = Record<string, unknown>;

const assertFile = (name: string) => {
	if (name !== 'data') throw new FieldRefusal(`There is no input field for the file`, 'Check its name.');
};

/** A filled form as a resource, in Rome; of R4 unless told. */
export async function filled(
	resourceType: string,
	cells: Cells,
	{ existing, version = 'R4' }: { existing?: IDataObject; version?: FhirVersion } = {},
): Promise<IDataObject> {
	const definitions = await definitionsOf(version);
	const reading = { zone: 'Europe/Rome', assertFile };
	return fillForm({ definitions, resourceType, cells, reading, existing });
}

/** A record after a form has changed it. */
export const updated = async (
	existing: IDataObject,
	cells: Cells,
	version?: FhirVersion,
): Promise<IDataObject> => await filled(String(existing.resourceType), cells, { existing, version });

/** The refusal of what was filled in, in one line. */
export async function refused(filling: Promise<unknown>): Promise<string> {
	const thrown: unknown = await filling.then(
		() => new Error('It was not refused'),
		(error: unknown) => error,
	);
	if (thrown instanceof FieldRefusal) return `${thrown.message}. ${thrown.description}`;
	throw thrown;
}
