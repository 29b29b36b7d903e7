import type { Element } from './definitions';
import { isPrimitive, shorthandOf } from './shorthand';

const SMALL = new Set(['a', 'an', 'and', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);
const ABBREVIATIONS: Record<string, string> = { id: 'ID', url: 'URL', uri: 'URI', udi: 'UDI', fhir: 'FHIR' };

/** `birthDate` → `Birth Date`. */
export function titleOf(name: string): string {
	const words = name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
		.split(/[\s_-]+/);
	return words
		.map((word, at) => {
			const lower = word.toLowerCase();
			if (ABBREVIATIONS[lower]) return ABBREVIATIONS[lower];
			if (at > 0 && at < words.length - 1 && SMALL.has(lower)) return lower;
			return word.charAt(0).toUpperCase() + word.slice(1);
		})
		.join(' ');
}

/** Elements whose names say little by themselves. */
const SPELLED_OUT: Record<string, string> = { family: 'Family Name', given: 'Given Names', line: 'Street' };

/** Types of an element that comes in several, where FHIR's word for them is jargon. */
const VARIANTS: Record<string, string> = {
	Boolean: 'Yes or No',
	CodeableConcept: 'Text or Code',
	DateTime: 'Date and Time',
	String: 'Text',
};

/** Which of its types an element is of: `Quantity` for `valueQuantity`. */
function variantOf(name: string, choice: string): string {
	const variant = name.slice(choice.length);
	return VARIANTS[variant] ?? titleOf(variant);
}

/** The name of one element for people: `Birth Date`, `Value (Quantity)`. */
export function nameOf({ name, choice }: Element): string {
	if (!choice) return SPELLED_OUT[name] ?? titleOf(name);
	return `${titleOf(choice)} (${variantOf(name, choice)})`;
}

/** The name of an element that lies deeper: `Participant › Actor`. A family name is one without `Name ›` in front. */
export const pathName = (path: Element[]): string =>
	path
		.filter(({ type }, at) => type !== 'HumanName' || !(path[at + 1]?.name in SPELLED_OUT))
		.map(nameOf)
		.join(' › ');

/** How a value is written, in so few words that a form does not cut them off. Other types show their example. */
const HINTS: Record<string, string | undefined> = {
	Address: 'One Line',
	Age: '35 a',
	Annotation: 'Text',
	Attachment: 'Binary Field or URL',
	CodeableConcept: 'Text or Code',
	CodeableReference: 'Text, Code or ID',
	Coding: 'System|Code',
	ContactPoint: 'Phone or Email',
	Count: '3',
	Distance: '20 mm',
	Dosage: 'Text',
	Duration: '30 min',
	Identifier: 'System|Value',
	Period: 'Start/End',
	date: 'YYYY-MM-DD',
	time: 'HH:MM',
};

/** What a person has to know to fill in an element. */
function hintOf({ name, type, repeats, targets = [], choice }: Element): string | undefined {
	const shorthand = shorthandOf(type);
	if (!shorthand && choice) return `${variantOf(name, choice)}, JSON`;
	if (!shorthand) return repeats ? 'JSON List' : 'JSON';
	if (type === 'Reference') {
		const example = targets.find((target) => target !== 'Device') ?? targets[0] ?? 'Patient';
		return `${example}/123${targets.length === 1 ? '' : ', …'}`;
	}
	if (choice !== undefined) return undefined;
	return HINTS[type] ?? (isPrimitive(type) ? undefined : shorthand.example);
}

/** The label in a form: the name, and a hint where the form of the value does not explain itself. */
export function labelOf(path: Element[]): string {
	const element = path[path.length - 1];
	const hint = hintOf(element);
	if (!hint) return pathName(path);
	// Of a reference that comes in several types too, the hint says enough.
	const { choice: name = element.name } = element;
	return `${pathName([...path.slice(0, -1), { ...element, name, choice: undefined }])} (${hint})`;
}

/** The same with what FHIR says of the element. */
export function withHelp(path: Element[]): string {
	const { help, codes } = path[path.length - 1];
	const label = labelOf(path);
	// Of a code, FHIR says what the dropdown shows.
	return help === '' || codes ? label : `${label} – ${help}`;
}
