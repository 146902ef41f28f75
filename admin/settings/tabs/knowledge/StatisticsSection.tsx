import { Notice, Spinner } from '@wordpress/components';
import { useCallback, useEffect } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { loadTotals } from '../../../data/knowledge';
import { Section } from '../../Section';
import { useLoaded } from '../../../shared/use-loaded';
import { count, nameOf, passages, size } from './words';

/** Size of the index, and advice when it slows answers down. */
export function StatisticsSection( { changes }: { changes: number } ) {
	const { value, problem, reload } = useLoaded( useCallback( loadTotals, [] ) );
	useEffect( () => {
		if ( changes > 0 ) {
			reload();
		}
	}, [ changes, reload ] );
	return (
		<Section
			title={ __( 'Size', 'aaia-chatbot' ) }
			description={ __( 'How much the assistant knows, and which pages take the most space.', 'aaia-chatbot' ) }
		>
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ problem }
				</Notice>
			) }
			{ value === null && problem === '' && <Spinner /> }
			{ value !== null && (
				<>
					{ value.advice !== null && (
						<Notice status="warning" isDismissible={ false }>
							{ value.advice }
						</Notice>
					) }
					<dl className="aaia-totals">
						<div>
							<dt>{ __( 'Documents', 'aaia-chatbot' ) }</dt>
							<dd>{ count( value.documents ) }</dd>
						</div>
						<div>
							<dt>{ __( 'Excluded', 'aaia-chatbot' ) }</dt>
							<dd>{ count( value.excluded ) }</dd>
						</div>
						<div>
							<dt>{ __( 'Passages', 'aaia-chatbot' ) }</dt>
							<dd>{ count( value.chunks ) }</dd>
						</div>
						<div>
							<dt>{ __( 'Text', 'aaia-chatbot' ) }</dt>
							<dd>{ size( value.text_bytes ) }</dd>
						</div>
						<div>
							<dt>{ __( 'Index', 'aaia-chatbot' ) }</dt>
							<dd>{ size( value.index_bytes ) }</dd>
						</div>
						{ value.search_ms !== null && (
							<div>
								<dt>{ __( 'One search, just now', 'aaia-chatbot' ) }</dt>
								<dd>{ /* translators: %s: milliseconds. */ sprintf( __( '%s ms', 'aaia-chatbot' ), count( value.search_ms ) ) }</dd>
							</div>
						) }
					</dl>
					{ value.kinds.length > 0 && (
						<div>
							<h3>{ __( 'What takes the most space', 'aaia-chatbot' ) }</h3>
							<ul className="aaia-fills">
								{ value.kinds.map( ( { label, type, chunks } ) => (
									<li key={ type + label }>
										<span dir="auto">{ label }</span>
										<meter min={ 0 } max={ Math.max( 1, value.chunks ) } value={ chunks } aria-label={ label } />
										<span>{ passages( chunks ) }</span>
									</li>
								) ) }
							</ul>
							<p className="aaia-try__summary">
								{ __(
									'Choose kinds of content under “What is read”. An excluded page is no longer used but still takes up space.',
									'aaia-chatbot'
								) }
							</p>
						</div>
					) }
					{ value.largest.length > 0 && (
						<div>
							<h3>{ __( 'Largest', 'aaia-chatbot' ) }</h3>
							<ol className="aaia-largest">
								{ value.largest.map( ( document ) => (
									<li key={ document.id } dir="auto">
										{
											/* translators: 1: title of a page, 2: such as “12 passages”. */ sprintf(
												__( '%1$s: %2$s', 'aaia-chatbot' ),
												nameOf( document ),
												passages( document.chunks )
											)
										}
									</li>
								) ) }
							</ol>
						</div>
					) }
				</>
			) }
		</Section>
	);
}
