import { Button, Notice, SearchControl, SelectControl, Spinner } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { changeDocument, loadDocuments } from '../../../data/knowledge';
import { safeHref } from '../../../shared/safe-href';
import { Pager } from '../../Pager';
import { Section } from '../../Section';
import { useLoaded } from '../../../shared/use-loaded';
import { boostNames, languageName, nameOf, passages } from './words';
import type { DocumentChange, DocumentFilter } from '../../../data/knowledge';
import type { KnowledgeDocument } from '../../../../src/wire/wire';

type Shown = 'all' | 'used' | 'excluded';

const EXCLUDED: Readonly< Record< Shown, boolean | null > > = { all: null, used: false, excluded: true };

/** All documents, with the owner's changes to them. */
export function DocumentsSection( { changes, onChange }: { changes: number; onChange: () => void } ) {
	const [ shown, setShown ] = useState< Shown >( 'all' );
	const [ filter, setFilter ] = useState< Omit< DocumentFilter, 'excluded' > >( { source: '', text: '', cursor: null } );
	const page = useLoaded( useCallback( () => loadDocuments( { ...filter, excluded: EXCLUDED[ shown ] } ), [ filter, shown ] ) );
	const { reload } = page;
	const [ problem, setProblem ] = useState( '' );

	useEffect( () => {
		if ( changes > 0 ) {
			reload();
		}
	}, [ changes, reload ] );

	const change = ( document: KnowledgeDocument, what: DocumentChange ): void => {
		changeDocument( document.id, what ).then( () => {
			speak( __( 'Saved. It applies from the next question.', 'aaia-chatbot' ) );
			onChange();
		}, ( failure: unknown ) => setProblem( asProblem( failure ).message ) );
	};

	return (
		<Section
			title={ __( 'What was read', 'aaia-chatbot' ) }
			description={ __(
				'Every page and answer the assistant knows. Excluded ones are never used, even after they are read again.',
				'aaia-chatbot'
			) }
		>
			<div className="aaia-try">
				<SearchControl
					label={ __( 'Title or address', 'aaia-chatbot' ) }
					value={ filter.text }
					onChange={ ( text ) => setFilter( { ...filter, text, cursor: null } ) }
				/>
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Show', 'aaia-chatbot' ) }
					value={ shown }
					options={ [
						{ value: 'all', label: __( 'Everything', 'aaia-chatbot' ) },
						{ value: 'used', label: __( 'What is used', 'aaia-chatbot' ) },
						{ value: 'excluded', label: __( 'What is excluded', 'aaia-chatbot' ) },
					] }
					onChange={ ( choice ) => {
						setShown( choice );
						setFilter( { ...filter, cursor: null } );
					} }
				/>
			</div>
			{ [ page.problem, problem ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="error" onRemove={ () => setProblem( '' ) }>
					{ sentence }
				</Notice>
			) ) }
			{ page.value === null && page.problem === '' && <Spinner /> }
			{ page.value?.items.length === 0 && <p>{ __( 'Nothing matches.', 'aaia-chatbot' ) }</p> }
			<ul className="aaia-library">
				{ ( page.value?.items ?? [] ).map( ( document ) => (
					<DocumentRow key={ document.id } document={ document } onChange={ change } />
				) ) }
			</ul>
			<Pager cursor={ filter.cursor } next={ page.value?.next_cursor } onGo={ ( cursor ) => setFilter( { ...filter, cursor } ) } />
		</Section>
	);
}

function DocumentRow( {
	document,
	onChange,
}: {
	document: KnowledgeDocument;
	onChange: ( document: KnowledgeDocument, change: DocumentChange ) => void;
} ) {
	const name = nameOf( document );
	const href = safeHref( document.url );
	const label = document.excluded
		? /* translators: %s: title of a page. */
			sprintf( __( 'Include: %s', 'aaia-chatbot' ), name )
		: /* translators: %s: title of a page. */
			sprintf( __( 'Exclude: %s', 'aaia-chatbot' ), name );
	return (
		<li data-excluded={ document.excluded }>
			<div>
				<span dir="auto">{ href === null ? name : <a href={ href }>{ name }</a> }</span>
				<p className="aaia-library__facts">
					{ [
						passages( document.chunks ),
						document.language !== '' && languageName( document.language ),
						document.boost !== 'normal' && boostNames().find( ( { value } ) => value === document.boost )?.label,
						document.excluded && __( 'excluded', 'aaia-chatbot' ),
					]
						.filter( Boolean )
						.join( ' · ' ) }
				</p>
			</div>
			<div className="aaia-library__acts">
				{ document.boost !== 'normal' && (
					<Button size="compact" variant="tertiary" onClick={ () => onChange( document, { boost: 'normal' } ) }>
						{ __( 'Find normally', 'aaia-chatbot' ) }
					</Button>
				) }
				<Button
					size="compact"
					variant="secondary"
					aria-label={ label }
					onClick={ () => onChange( document, { excluded: ! document.excluded } ) }
				>
					{ document.excluded ? __( 'Include', 'aaia-chatbot' ) : __( 'Exclude', 'aaia-chatbot' ) }
				</Button>
			</div>
		</li>
	);
}
