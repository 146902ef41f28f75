import { Button, DropdownMenu, Notice, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { plus } from '@wordpress/icons';
import { asProblem } from '../../../data/api';
import { EMPTY_DEFINITION, NEW, deleteRule, loadRules, loadServices, testRule } from '../../../data/alerts';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import { useFocusDrawn } from '../../use-focus-drawn';
import { RuleEditor } from './RuleEditor';
import { SureButton } from './SureButton';
import { useLoaded } from '../../../shared/use-loaded';
import { hoursName, kindName, reasonName } from './words';
import type { AlertKind, AlertRule, SaveRuleBody } from '../../../../src/wire/wire';

const KINDS: readonly AlertKind[] = [ 'support', 'keyword', 'contact', 'frustration', 'rating', 'category' ];

const ADD = '#aaia-alerts-rules .aaia-add';

interface Editing {
	id: string;
	builtIn: boolean;
	rule: SaveRuleBody;
}

/** The rules as a readable list, and the editor of one of them. */
export function RulesSection() {
	const rules = useLoaded( useCallback( loadRules, [] ) );
	const services = useLoaded( useCallback( loadServices, [] ) );
	const [ editing, setEditing ] = useState< Editing | null >( null );
	const focusDrawn = useFocusDrawn();
	const [ said, setSaid ] = useState< { ok: boolean; sentences: string[] } | null >( null );

	const act = async ( work: Promise< unknown >, done: ( answer: unknown ) => void ): Promise< void > => {
		try {
			done( await work );
		} catch ( failure ) {
			setSaid( { ok: false, sentences: [ asProblem( failure ).message ] } );
		}
	};
	const remove = ( rule: AlertRule ): Promise< void > => act( deleteRule( rule.id ), () => {
		rules.reload();
		focusDrawn( rule.built_in ? `[data-rule="${ rule.id }"] button` : ADD );
	} );
	/** Closes the editor; the keyboard goes back to the button that opened it. */
	const close = (): void => {
		focusDrawn( `[data-rule="${ editing?.id ?? '' }"] button`, ADD );
		setEditing( null );
	};
	const test = ( rule: AlertRule ): Promise< void > =>
		act(
			testRule( rule.id ).then( ( { ok, message } ) => setSaid( { ok, sentences: [ message ] } ) ),
			() => {}
		);
	const edit = ( rule: AlertRule ): void =>
		setEditing( {
			id: rule.id,
			builtIn: rule.built_in,
			rule: { name: rule.name, kind: rule.kind, enabled: rule.enabled, definition: rule.definition },
		} );

	return (
		<Section
			title={ __( 'Rules', 'aaia-chatbot' ) }
			description={ __(
				'What raises an alert, who is notified and how. Requests for a person follow the rules of yours that match, otherwise the first one here.',
				'aaia-chatbot'
			) }
		>
			{ rules.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ rules.problem }
				</Notice>
			) }
			{ said && (
				<ActionNotice ok={ said.ok } sentences={ said.sentences } onRemove={ () => setSaid( null ) } />
			) }
			{ rules.value === null && rules.problem === '' && <Spinner /> }
			{ rules.value !== null && editing === null && (
				<>
					<ul className="aaia-rules">
						{ rules.value.items.map( ( rule ) => (
							<RuleRow key={ rule.id } rule={ rule } onEdit={ edit } onDelete={ remove } onTest={ test } />
						) ) }
					</ul>
					<DropdownMenu
						icon={ plus }
						label={ __( 'Add a rule', 'aaia-chatbot' ) }
						text={ __( 'Add a rule', 'aaia-chatbot' ) }
						toggleProps={ { variant: 'secondary', __next40pxDefaultSize: true, className: 'aaia-add' } }
						controls={ KINDS.map( ( kind ) => ( {
							title: kindName( kind ),
							onClick: () =>
								setEditing( { id: NEW, builtIn: false, rule: { name: kindName( kind ), kind, enabled: true, definition: EMPTY_DEFINITION } } ),
						} ) ) }
					/>
				</>
			) }
			{ rules.value !== null && editing !== null && (
				<RuleEditor
					id={ editing.id }
					rule={ editing.rule }
					builtIn={ editing.builtIn }
					facts={ rules.value }
					services={ services.value?.items ?? [] }
					onCancel={ close }
					onSaved={ ( warnings ) => {
						close();
						setSaid( { ok: true, sentences: [ __( 'The rule is saved.', 'aaia-chatbot' ), ...warnings ] } );
						rules.reload();
					} }
				/>
			) }
		</Section>
	);
}

/** What a rule waits for, in a line. */
function looksFor( { built_in: builtIn, kind, definition: { words, patterns } }: AlertRule ): string {
	const found = [ ...words, ...patterns ].slice( 0, 6 ).join( ', ' );
	return builtIn || found === ''
		? builtIn
			? found
			: kindName( kind )
		/* translators: 1: kind of a rule, 2: its words. */
		: sprintf( __( '%1$s: %2$s', 'aaia-chatbot' ), kindName( kind ), found );
}

/** What else must be so for a rule to fit. */
function narrowedTo( { definition: { reasons, languages, pages, hours } }: AlertRule ): string[] {
	return [ ...reasons.map( reasonName ), ...languages, ...pages, ...( hours === 'any' ? [] : [ hoursName( hours ) ] ) ];
}

/** One rule in words: what, who, and what can be done with it. */
function RuleRow( {
	rule,
	onEdit,
	onDelete,
	onTest,
}: {
	rule: AlertRule;
	onEdit: ( rule: AlertRule ) => void;
	onDelete: ( rule: AlertRule ) => void;
	onTest: ( rule: AlertRule ) => void;
} ) {
	const { recipients, roles, services } = rule.definition;
	const name = rule.built_in ? kindName( 'support' ) : rule.name;
	const told =
		[ ...recipients, ...roles, ...( services.length === 0 ? [] : [ __( 'other services', 'aaia-chatbot' ) ] ) ].join( ', ' ) ||
		__( 'the support address', 'aaia-chatbot' );
	return (
		<li className="aaia-rules__rule" data-rule={ rule.id }>
			<div>
				<strong dir="auto">{ name }</strong>{ ' ' }
				<span className="aaia-chip" data-tone={ rule.enabled ? 'good' : 'quiet' }>
					{ rule.enabled ? __( 'on', 'aaia-chatbot' ) : __( 'off', 'aaia-chatbot' ) }
				</span>
				<p dir="auto">
					{ [ looksFor( rule ), ...narrowedTo( rule ) ].filter( Boolean ).join( ' · ' ) } → { told }
				</p>
				{ rule.fault !== null && <p className="aaia-rules__fault">{ rule.fault }</p> }
			</div>
			<div className="aaia-rules__buttons">
				<Button
					size="compact"
					variant="secondary"
					aria-label={ sprintf( /* translators: %s: name of a rule. */ __( 'Edit “%s”', 'aaia-chatbot' ), name ) }
					onClick={ () => onEdit( rule ) }
				>
					{ __( 'Edit', 'aaia-chatbot' ) }
				</Button>
				<Button
					size="compact"
					variant="tertiary"
					aria-label={ sprintf( /* translators: %s: name of a rule. */ __( 'Send a test of “%s”', 'aaia-chatbot' ), name ) }
					onClick={ () => onTest( rule ) }
				>
					{ __( 'Send a test', 'aaia-chatbot' ) }
				</Button>
				{ rule.built_in ? (
					<SureButton
						label={ __( 'Reset', 'aaia-chatbot' ) }
						description={ __( 'Reset the rule for requests for a person', 'aaia-chatbot' ) }
						question={ __( 'Reset to the default?', 'aaia-chatbot' ) }
						onSure={ () => onDelete( rule ) }
					/>
				) : (
					<SureButton
						label={ __( 'Delete', 'aaia-chatbot' ) }
						description={ sprintf( /* translators: %s: name of a rule. */ __( 'Delete “%s”', 'aaia-chatbot' ), name ) }
						question={ __( 'Delete permanently?', 'aaia-chatbot' ) }
						onSure={ () => onDelete( rule ) }
					/>
				) }
			</div>
		</li>
	);
}
