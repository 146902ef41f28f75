<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\AskedSource;

/**
 * Pages of other sites, at addresses the owner gave.
 *
 * A sync first reads what is due, then brings the index in line with what was read: that is kept, so the index can be made anew
 * without a request.
 */
final class WebSource implements AskedSource {

	public const NAME = 'web';

	/** Position before the first document, while pages are still read. */
	private const READING = 'reading';

	/** Seconds between two signs of life. */
	private const TURN = 2.0;

	/** Pages taken from the database at once: their texts may be large. */
	private const PAGE = 20;

	public function __construct(
		private readonly AddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly Crawler $crawler,
	) {}

	public function name(): string {
		return self::NAME;
	}

	public function label(): string {
		return self::title();
	}

	public function count(): int {
		return $this->pages->count_known();
	}

	public function asked(): void {
		$this->addresses->wake();
	}

	public function after( string $position ): iterable {
		if ( '' === $position || self::READING === $position ) {
			while ( $this->crawler->run( self::TURN ) ) {
				yield self::READING => null;
			}
		}
		$id = (int) $position;
		while ( [] !== ( $pages = $this->pages->known_after( $id, self::PAGE ) ) ) { // phpcs:ignore Generic.CodeAnalysis.AssignmentInCondition
			foreach ( $pages as $page ) {
				$id = $page->id;
				yield (string) $id => $page->content?->document( $page->document_url );
			}
		}
	}

	/** What owners see, translated. */
	public static function title(): string {
		return __( 'Pages of other sites', 'aaia-chatbot' );
	}

	/** The document's id of a page. */
	public static function external_id( string $url ): string {
		return 'web:' . $url;
	}
}
