import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';

import { FieldRefusal } from '../../shared/errors/refusal';

/** The patient on the server that the records come from. */
export interface SourcePatient {
	/** `Patient/…` there. */
	reference: string;
	record: IDataObject;
}

/**
 * The patient that a person named as the one the records are about: a Patient of FHIR (R4 or R5), or what a node put out
 * of one.
 *
 * @throws FieldRefusal when it is no patient
 */
export function sourcePatientOf(value: unknown): SourcePatient {
	const record = isPlainObject(value) ? (value as IDataObject) : {};
	const { resourceType = 'Patient', id } = record;
	if (resourceType === 'Patient' && (typeof id === 'string' || typeof id === 'number') && String(id) !== '') {
		return { reference: `Patient/${String(id)}`, record };
	}
	throw new FieldRefusal(
		"'Source Patient' is not a patient",
		"Pass the whole patient that the records are about, as Patient > Get puts it out, e.g. {{ $('Get Patient').item.json }}.",
	);
}

const folded = (text: unknown): string =>
	String(text ?? '')
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}]+/gu, ' ')
		.trim();

interface Name {
	family: string;
	/** The first of the given names: middle names are often left out. */
	given: string;
}

const nameOf = (family: unknown, given: unknown): Name => ({
	family: folded(family),
	given: folded([given].flat()[0]).split(' ')[0],
});

/** All names that a patient is known by, where both parts are told apart. */
function namesOf({ name, nameFamily, nameGiven }: IDataObject): Name[] {
	const own = nameFamily === undefined ? [] : [nameOf(nameFamily, nameGiven)];
	const listed = [name].flat().filter((entry) => isPlainObject(entry)) as IDataObject[];
	return [...own, ...listed.map(({ family, given }) => nameOf(family, given))].filter(
		({ family, given }) => family !== '' && given !== '',
	);
}

/**
 * Whether two records are of the same person, as far as a name and a whole birth date can tell: family name and first
 * given name, accents and case aside.
 *
 * @throws FieldRefusal when they are not, or when one of them does not say; nothing of either is in the message
 */
export function refuseOtherPerson(source: IDataObject, theirs: IDataObject): void {
	const born = [source, theirs].map(({ birthDate }) => String(birthDate ?? ''));
	if (!born.every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))) {
		throw unproven('Not both of them have a whole birth date');
	}
	const [ours, others] = [namesOf(source), namesOf(theirs)];
	if (ours.length === 0 || others.length === 0)
		throw unproven('Not both of them have a family and a given name');
	const sameName = ours.some((one) =>
		others.some((other) => one.family === other.family && one.given === other.given),
	);
	if (!sameName) throw unproven('Their names are not the same');
	if (born[0] !== born[1]) throw unproven('Their birth dates are not the same');
}

const unproven = (reason: string) =>
	new FieldRefusal(
		'It is not certain that the source patient is the patient of the request',
		`${reason}. Nothing was sent. If you have made sure in another way, say how in 'Identity Check' in the options.`,
	);
