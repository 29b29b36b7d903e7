import { readExamples } from '../../scripts/start/examples';
import { withListedFields } from './exampleForms';

const examples = readExamples().filter(({ workflow }) => JSON.stringify(workflow).includes('.heyDonto"'));

test('there are examples', () => {
	expect(examples).not.toHaveLength(0);
});

test.each(examples.map((example) => [example.slug, example.workflow] as const))(
	'the forms in %s list the fields that there are (else: npx tsx scripts/exampleForms.ts)',
	async (_slug, workflow) => {
		expect(workflow).toEqual(await withListedFields(workflow));
	},
);
