import { fieldRefusal } from '../../shared/refusal';
import { integer } from '../../shared/query';
import type { Resource } from '../resource';
import type { Switches } from '../switches';
import type { Test } from './matchers';
import { COMMON, type Searchable } from './types';

/** A search as it was understood. */
export interface Question {
	/** All of them must hold. */
	tests: Test[];
	compare?: (a: Resource, b: Resource) => number;
	/** Elements whose references are followed. */
	include: string[];
	count: number;
	page: number;
	/** The parameters that were heeded, as they came. */
	heeded: URLSearchParams;
}

/** Neither is documented [I]. */
const DEFAULT_COUNT = 20;
const MAX_COUNT = 100;

type Read = (question: Question, value: string, name: string) => void;

const once = (read: Read): Read => {
	let given = false;
	return (question, value, name) => {
		if (given) throw fieldRefusal(400, name, `${name} must be given once`);
		given = true;
		read(question, value, name);
	};
};

const readCount: Read = (question, value, name) => {
	const count = integer(name, value);
	if (count < 1) throw fieldRefusal(400, name, `${name} must be 1 or more`);
	question.count = Math.min(count, MAX_COUNT);
};

const readPage =
	(first: number): Read =>
	(question, value, name) => {
		question.page = integer(name, value);
		if (question.page < first) throw fieldRefusal(400, name, `${name} must be ${first} or more`);
	};

const readSort =
	({ sorts }: Searchable): Read =>
	(question, value, name) => {
		const keys = value.split(',').map((part) => {
			const [, minus, field] = /^(-?)(.*)$/.exec(part) ?? [];
			const read = Object.prototype.hasOwnProperty.call(sorts, field) ? sorts[field] : undefined;
			if (!read) throw fieldRefusal(400, name, `${name} must be ${Object.keys(sorts).join(' or ')}`);
			return { read, sign: minus === '-' ? -1 : 1 };
		});
		question.compare = (a, b) => {
			for (const { read, sign } of keys) {
				const [left, right] = [read(a), read(b)];
				if (left !== right) return left < right ? -sign : sign;
			}
			return 0;
		};
	};

const readInclude =
	({ includes }: Searchable, { includeStyle }: Switches): Read =>
	(question, value, name) => {
		const found = includes.find(
			({ documented, fhir }) =>
				(includeStyle !== 'fhir' && documented === value) ||
				(includeStyle !== 'documented' && fhir === value),
		);
		if (!found) throw fieldRefusal(400, name, `${name} ${value} is not supported`);
		question.include.push(found.element);
	};

/** Every parameter that a type has now. A comma is OR; a parameter that is given again is AND. */
function readersOf(searchable: Searchable, switches: Switches): Map<string, Read> {
	const { paramStyle, firstPage } = switches;
	const readers = new Map<string, Read>();
	const add = (name: string, read: Read) => void readers.set(name, read);
	const own = Object.entries(searchable.own).flatMap(([name, matcher]) =>
		[name, `_${name}`]
			.filter((one) => paramStyle === 'both' || (paramStyle === 'underscore') === one.startsWith('_'))
			.map((one) => [one, matcher] as const),
	);
	for (const [name, matcher] of [...Object.entries(COMMON), ...own]) {
		add(name, (question, value) => {
			const tests = value.split(',').map((part) => matcher(part, name));
			question.tests.push((resource) => tests.some((test) => test(resource)));
		});
	}
	if (Object.keys(searchable.sorts).length > 0) add('_sort', once(readSort(searchable)));
	if (searchable.includes.length > 0) add('_include', readInclude(searchable, switches));
	if (searchable.paged) {
		add('_count', once(readCount));
		add('_page', once(readPage(firstPage)));
	}
	return readers;
}

/** @param query What stands behind the question mark. */
export function readQuestion(query: string, searchable: Searchable, switches: Switches): Question {
	const readers = readersOf(searchable, switches);
	const question: Question = {
		tests: [],
		include: [],
		count: searchable.paged ? DEFAULT_COUNT : Infinity,
		page: switches.firstPage,
		heeded: new URLSearchParams(),
	};
	for (const [name, value] of new URLSearchParams(query)) {
		const read = readers.get(name);
		if (!read && switches.unknownParams === 'ignored') continue;
		if (!read) throw fieldRefusal(400, name, `${name} is not a known query parameter`);
		if (value === '') throw fieldRefusal(400, name, `${name} must be filled in`);
		read(question, value, name);
		question.heeded.append(name, value);
	}
	return question;
}
