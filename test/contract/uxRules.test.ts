import type { INodeProperties } from 'n8n-workflow';

import { isSentence, isTitleCase, parameterRules } from './uxRules';

/** The rules themselves: each lets the right thing pass and finds the wrong one. */
test.each([
	['Date of Birth', true],
	['X-Ray', true],
	['SMS Reminder', true],
	['Date of birth', false],
	['of Birth', false],
])('title case: %s', (text, right) => {
	expect(isTitleCase(text)).toBe(right);
});

test.each([
	['The codice fiscale', true],
	['First day. The last one is included.', true],
	['How it was paid, e.g. cash or card', true],
	['Max number of results to return.', false],
	['First day. The last one is included', false],
	['the codice fiscale', false],
])('sentences: %s', (text, right) => {
	expect(isSentence(text)).toBe(right);
});

const base: INodeProperties = {
	displayName: 'City',
	name: 'city',
	type: 'string',
	default: '',
	description: 'Where it is',
	placeholder: 'e.g. Milano',
};
const choices = (...names: string[]) => ({
	type: 'options' as const,
	options: names.map((name) => ({ name, value: name })),
});
const locator = {
	type: 'resourceLocator' as const,
	default: { mode: 'id', value: '' },
	modes: [{ displayName: 'From List', name: 'list', type: 'list' as const, placeholder: 'Select a city…' }],
};

const WRONG: Record<string, Partial<INodeProperties>> = {
	'labels are in title case': { displayName: 'Home city' },
	'descriptions are sentences': { description: 'where it is' },
	'switches say whether': { type: 'boolean', description: 'If it is a city' },
	'placeholders are examples': { placeholder: 'Milano' },
	'long lists are in alphabetical order': choices('B', 'A', 'C', 'D', 'E'),
	'house parameters are described in the words of n8n': { name: 'limit', description: 'How many' },
	'a limit is 50 and at least 1': { name: 'limit', type: 'number', default: 100 },
	'lists from the vendor say how to use an expression': {
		type: 'options',
		typeOptions: { loadOptionsMethod: 'get' },
	},
	'everything is explained': { description: undefined, placeholder: undefined },
	'no word frightens': { description: 'What to do about an error' },
	'hints are short': { hint: 'x'.repeat(121) },
	'records are chosen from a list where there is one': locator,
};

test.each(Object.entries(parameterRules))('%s', (name, rule) => {
	expect(rule({ path: 'city', property: base })).toEqual([]);
	expect(rule({ path: 'city', property: { ...base, ...WRONG[name] } })).not.toEqual([]);
});
