import { CheckboxControl, Notice, Spinner } from '@wordpress/components';
import { useCallback } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { loadContentKinds } from '../../../data/knowledge';
import { TextField, ToggleField } from '../../fields/fields';
import { Help } from '../../fields/Help';
import { Section } from '../../Section';
import { useField } from '../../settings-context';
import { useLoaded } from '../../../shared/use-loaded';
import { count } from './words';
import type { KnowledgeContentKind } from '../../../../src/wire/wire';

/** Which kinds of the site's content are read, and whether files are. */
export function ContentSection() {
	return (
		<Section
			title={ __( 'What is read', 'aaia-chatbot' ) }
			description={ __(
				'Choose the kinds of content that answer visitors’ questions. Leave out what holds no answers: fewer pages make better answers.',
				'aaia-chatbot'
			) }
		>
			<ContentKinds />
			<ToggleField setting="knowledge_files" label={ __( 'Use files of the media library', 'aaia-chatbot' ) } />
			<TextField setting="knowledge_version_days" label={ __( 'Days to keep earlier versions', 'aaia-chatbot' ) } />
		</Section>
	);
}

function ContentKinds() {
	const field = useField( 'knowledge_post_types' );
	const { value, problem } = useLoaded( useCallback( loadContentKinds, [] ) );
	const chosen = String( field.value ).split( '\n' ).filter( Boolean );
	const choose = ( name: string, on: boolean ): void =>
		field.set( on ? [ ...chosen, name ] : chosen.filter( ( other ) => other !== name ) );
	return (
		<div id={ field.id } className={ field.error ? 'aaia-field is-wrong' : 'aaia-field' }>
			<fieldset className="aaia-kinds" aria-describedby={ `${ field.id }-help` }>
				<legend>{ __( 'Kinds of content', 'aaia-chatbot' ) }</legend>
				{ problem && (
					<Notice status="error" isDismissible={ false }>
						{ problem }
					</Notice>
				) }
				{ value === null && ! problem && <Spinner /> }
				{ value?.items.map( ( kind ) => (
					<CheckboxControl
						__nextHasNoMarginBottom
						key={ kind.name }
						label={ kind.label }
						help={ <KindHelp kind={ kind } /> }
						checked={ chosen.includes( kind.name ) }
						onChange={ ( on ) => choose( kind.name, on ) }
					/>
				) ) }
				{ value !== null && ! value.items.some( ( { name } ) => chosen.includes( name ) ) && (
					<p className="aaia-kinds__none">
						{ __( 'Nothing is chosen: the assistant knows only your own answers and files.', 'aaia-chatbot' ) }
					</p>
				) }
			</fieldset>
			<div id={ `${ field.id }-help` } className="aaia-kinds__help">
				<Help field={ field } />
			</div>
		</div>
	);
}

function KindHelp( { kind: { there, published } }: { kind: KnowledgeContentKind } ) {
	if ( ! there ) {
		return <>{ __( 'This content no longer exists: its plugin or theme is switched off.', 'aaia-chatbot' ) }</>;
	}
	/* translators: %s: number of published posts of a kind. */
	return <>{ sprintf( _n( '%s published', '%s published', published, 'aaia-chatbot' ), count( published ) ) }</>;
}
