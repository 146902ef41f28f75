<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\PostLanguage;
use Aaia\Chatbot\Content\Text\Chunker;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Support\Clock;

/**
 * Checks a text in the editor before it is saved: internal links, expired dates, and contradictions with the site's pages. Stores nothing
 * and runs no code of blocks or shortcodes.
 */
final class DraftChecker {

	public function __construct(
		private readonly DocumentChecker $checker,
		private readonly ClaimExtractor $extractor,
		private readonly ContradictionFinder $contradictions,
		private readonly LinkExtractor $link_extractor,
		private readonly InternalLinkResolver $link_resolver,
		private readonly Clock $clock,
	) {}

	/**
	 * @param \WP_Post $post    The post that is edited.
	 * @param string   $content Content of the editor.
	 *
	 * @return list<Finding>
	 */
	public function check( \WP_Post $post, string $title, string $content ): array {
		$language = ( new PostLanguage() )->code( $post );
		$html     = has_blocks( $content ) ? (string) preg_replace( '/<!--.*?-->/s', '', $content ) : wpautop( $content );
		$chunks   = ( new Chunker() )->chunks( ( new HtmlText() )->sections( strip_shortcodes( $html ) ) );
		$own      = $this->checker->document_of_post( $post->ID ) ?? 0;
		$today    = $this->clock->now()->setTimezone( wp_timezone() );
		$found    = [];
		foreach ( $this->link_extractor->from_content( $content, (string) get_permalink( $post ) ) as $url => $label ) {
			$result = $this->link_resolver->is_internal( $url ) ? $this->link_resolver->resolve( $url ) : null;
			if ( LinkState::Dead === $result?->state ) {
				$found[] = FindingFactory::dead_link( $own, new Link( 0, $url, '', true, LinkState::Dead, $result->reason, 0, null ), $label );
			}
		}
		foreach ( ExpiryFinder::find( $chunks, $language, $today ) as $expiry ) {
			if ( $expiry->date < $today->format( 'Y-m-d' ) ) {
				$found[] = FindingFactory::expired( $own, $expiry );
			}
		}
		foreach ( $this->contradictions->find( $this->extractor->extract( $title, $chunks ), $own, $language ) as $conflict ) {
			if ( $conflict->other_id !== $own ) {
				$found[] = FindingFactory::draft_contradiction( $own, $conflict );
			}
		}
		return $found;
	}
}
