<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\AskedSource;

/**
 * Source of the pages of other sites at addresses that the owner added.
 *
 * A sync first crawls what is due, then indexes the stored texts. Because texts are stored, the index can be rebuilt without requests.
 */
final class WebSource implements AskedSource {

	public const NAME = 'web';

	/** Position before the first document, while pages are still crawled. */
	private const READING = 'reading';

	/** Seconds of crawling between two reports of progress. */
	private const TURN = 2.0;

	/** Pages per database query; few, because their texts can be large. */
	private const PAGE = 20;

	public function __construct(
		private readonly WebAddressRepository $addresses,
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

	/** Translated name that owners see. */
	public static function title(): string {
		return __( 'Pages of other sites', 'aaia-chatbot' );
	}

	/** External id of a page's document. */
	public static function external_id( string $url ): string {
		return 'web:' . $url;
	}
}
