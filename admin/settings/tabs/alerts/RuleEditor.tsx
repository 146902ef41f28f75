import { Button, Notice, TextControl, ToggleControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { NEW, previewRule, saveRule } from '../../../data/alerts';
import { tidy } from './lines';
import { PreviewPane } from './PreviewPane';
import { Conditions, MailWords, WhoIsTold } from './RuleFields';
import { kindName } from './words';
import type { AlertRules, OutsideService, RuleDefinition, RulePreview, SaveRuleBody } from '../../../../src/wire/wire';

/** Pause after the last key before the preview is drawn anew. Milliseconds. */
const PAUSE = 600;

/** A rule ready to be sent: lists without empty lines. */
function tidied( rule: SaveRuleBody ): SaveRuleBody {
	const { words, patterns, recipients, languages, pages, ladder } = rule.definition;
	return {
		...rule,
		definition: {
			...rule.definition,
			words: tidy( words ),
			patterns: tidy( patterns ),
			recipients: tidy( recipients ),
			languages: tidy( languages ),
			pages: tidy( pages ),
			ladder: tidy( ladder ),
		},
	};
}

interface EditorProps {
	id: string;
	rule: SaveRuleBody;
	builtIn: boolean;
	facts: AlertRules;
	services: readonly OutsideService[];
	onSaved: ( warnings: string[] ) => void;
	onCancel: () => void;
}

/**
 * Writes one rule; beside it the mail it would send, and which past messages it fits. What is missing in a new one is not held against it
 * before something was typed.
 */
export function RuleEditor( { id, rule: before, builtIn, facts, services, onSaved, onCancel }: EditorProps ) {
	const [ rule, setRule ] = useState( before );
	const [ preview, setPreview ] = useState< RulePreview | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const [ saving, setSaving ] = useState( false );
	const change = ( changes: Partial< RuleDefinition > ): void =>
		setRule( ( now ) => ( { ...now, definition: { ...now.definition, ...changes } } ) );

	useEffect( () => {
		const stop = new AbortController();
		const timer = setTimeout( () => {
			previewRule( tidied( rule ), stop.signal ).then( setPreview, () => {} );
		}, PAUSE );
		return () => {
			clearTimeout( timer );
			stop.abort();
		};
	}, [ rule ] );

	const heading = useRef< HTMLHeadingElement >( null );
	useEffect( () => heading.current?.focus(), [] );

	const save = async (): Promise< void > => {
		setSaving( true );
		try {
			onSaved( ( await saveRule( id, tidied( rule ) ) ).warnings );
		} catch ( failure ) {
			setProblem( asProblem( failure ).message );
			speak( asProblem( failure ).message, 'assertive' );
			setSaving( false );
		}
	};

	return (
		<form
			className="aaia-rule"
			aria-label={ kindName( rule.kind ) }
			onSubmit={ ( event ) => {
				event.preventDefault();
				void save();
			} }
		>
			<div className="aaia-rule__fields">
				<h3 ref={ heading } tabIndex={ -1 }>
					{ kindName( rule.kind ) }
				</h3>
				{ ! builtIn && (
					<TextControl
						__next40pxDefaultSize
						label={ __( 'Name of the rule', 'aaia-chatbot' ) }
						value={ rule.name }
						maxLength={ 120 }
						required
						onChange={ ( name ) => setRule( { ...rule, name } ) }
					/>
				) }
				<ToggleControl
					label={ __( 'Switched on', 'aaia-chatbot' ) }
					checked={ rule.enabled }
					onChange={ ( enabled ) => setRule( { ...rule, enabled } ) }
				/>
				{ ! builtIn && <Conditions kind={ rule.kind } definition={ rule.definition } change={ change } /> }
				<WhoIsTold kind={ rule.kind } definition={ rule.definition } change={ change } facts={ facts } services={ services } />
				<MailWords kind={ rule.kind } definition={ rule.definition } change={ change } facts={ facts } />
				{ problem !== '' && (
					<Notice status="error" spokenMessage="" onRemove={ () => setProblem( '' ) }>
						{ problem }
					</Notice>
				) }
				<div className="aaia-rule__buttons">
					<Button __next40pxDefaultSize variant="primary" type="submit" isBusy={ saving } disabled={ saving } accessibleWhenDisabled>
						{ __( 'Save the rule', 'aaia-chatbot' ) }
					</Button>
					<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>
						{ __( 'Cancel', 'aaia-chatbot' ) }
					</Button>
				</div>
			</div>
			<PreviewPane preview={ preview && id === NEW && rule === before ? { ...preview, objection: null } : preview } kind={ rule.kind } />
		</form>
	);
}
