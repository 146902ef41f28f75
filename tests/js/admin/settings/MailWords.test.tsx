import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from '@wordpress/element';
import { MailWords } from '../../../../admin/settings/tabs/alerts/RuleFields';
import type { AlertRules, RuleDefinition } from '../../../../src/wire/wire';

const OTHER = '[{site}] {visitor} asks for help: “{question}”';

const FACTS: AlertRules = {
	items: [],
	variables: [ 'site', 'visitor', 'question' ],
	defaults: { support: { subject: 'New support request', other_subject: OTHER, body: 'Hello' } },
	roles: [],
	people: [],
};

const DEFINITION: RuleDefinition = {
	words: [],
	patterns: [],
	recipients: [],
	roles: [],
	services: [],
	languages: [],
	pages: [],
	reasons: [],
	hours: 'any',
	cap: 20,
	subject: '',
	body: '',
	tag: '',
	urgent: false,
	minutes: 0,
	ladder: [],
	resolved: false,
};

function Editor() {
	const [ definition, setDefinition ] = useState( DEFINITION );
	return (
		<MailWords
			kind="support"
			facts={ FACTS }
			definition={ definition }
			change={ ( changes ) => setDefinition( { ...definition, ...changes } ) }
		/>
	);
}

test( 'one click takes the subject with name and question, another the standard one', () => {
	window.matchMedia = () => ( { matches: false } ) as MediaQueryList;
	render( <Editor /> );
	const subject = screen.getByLabelText< HTMLInputElement >( 'Subject' );
	const [ standard, other ] = [ 'Standard', 'Name and question' ].map( ( name ) => screen.getByRole( 'button', { name } ) );
	expect( standard?.getAttribute( 'aria-pressed' ) ).toBe( 'true' );

	fireEvent.click( other! );
	expect( [ subject.value, other?.getAttribute( 'aria-pressed' ) ] ).toEqual( [ OTHER, 'true' ] );

	fireEvent.click( standard! );
	expect( [ subject.value, standard?.getAttribute( 'aria-pressed' ) ] ).toEqual( [ '', 'true' ] );
} );
