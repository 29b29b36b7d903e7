import type { IDataObject } from 'n8n-workflow';

import { additionalFields, filters } from '../../shared/operation/collections';
import { choice, day, onlyWhen, text } from '../../shared/operation/fields';
import type { Field, OutputRecord, Resource, Step } from '../../shared/operation/types';
import { patientPages } from '../api';
import { findPatient, PATIENTS } from '../patientMatching';

const person: Field[] = [
	text('first_name', 'First Name', { required: true, placeholder: 'e.g. Priya' }),
	text('last_name', 'Last Name', { required: true, placeholder: 'e.g. Sharma' }),
	day('date_of_birth', 'Date of Birth', { required: true, placeholder: 'e.g. 1989-10-11' }),
	// Nothing is chosen beforehand: a gender that somebody forgot to map would look like a fact.
	choice('gender', 'Gender', { F: 'Female', M: 'Male', Other: 'Other' }, { required: true, default: '' }),
	text('phone', 'Phone', {
		required: true,
		placeholder: 'e.g. +91 98765 43210',
		description: 'Contact number',
	}),
];

const abhaNumber = (required = false): Field =>
	text('abha_number', 'ABHA Number', {
		required,
		placeholder: 'e.g. 12-3456-7890-1234',
		description: 'Number of the Ayushman Bharat Health Account: 14 digits, with or without dashes',
		pattern: { matches: /^\d{14}$|^\d{2}-\d{4}-\d{4}-\d{4}$/, example: '12-3456-7890-1234' },
	});

async function findOrCreate({ api, values, sendable }: Step): Promise<OutputRecord[]> {
	const found = await findPatient(api, values);
	if (found) return [{ json: { ...found, created: false } }];
	const made = (await api.request({ method: 'POST', path: PATIENTS, values: sendable })) as
		| IDataObject
		| undefined;
	return [{ json: { ...sendable, ...made, created: true } }];
}

export const patient: Resource = {
	value: 'patient',
	name: 'Patient',
	description: 'People who are treated, with their contact details',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create a patient',
			description: 'Add a new patient. To avoid entering a person twice, use Find or Create.',
			method: 'POST',
			path: PATIENTS,
			fields: [...person, additionalFields([abhaNumber()])],
		},
		{
			value: 'findOrCreate',
			name: 'Find or Create',
			action: 'Find or create a patient',
			description:
				'Find the patient with the same phone or ABHA number, or add a new one. When several match, nothing is added.',
			writes: true,
			fields: [
				choice(
					'matchBy',
					'Match By',
					{ phone: 'Phone', abha_number: 'ABHA Number' },
					{
						local: true,
						required: true,
						description: 'What a patient who is there already is recognised by',
					},
				),
				onlyWhen({ matchBy: ['abha_number'] }, abhaNumber(true)),
				...person,
				onlyWhen({ matchBy: ['phone'] }, additionalFields([abhaNumber()])),
			],
			run: async (step) => await step.api.oneAtATime('patients', async () => await findOrCreate(step)),
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many patients',
			description: 'List patients, or find them by name or ID',
			method: 'GET',
			path: PATIENTS,
			paging: patientPages,
			fields: [
				filters([
					text('search', 'Search', { placeholder: 'e.g. Sharma', description: 'Name or ID of the patient' }),
				]),
			],
		},
	],
};
