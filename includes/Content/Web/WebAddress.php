<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Support\Time;

/** An address the owner gave, as its row holds it. */
final class WebAddress {

	/**
	 * @param string              $url        In its one spelling.
	 * @param string              $site       See WebUrl::site().
	 * @param list<string>        $only_paths Patterns one of which a page must fit; empty for every page.
	 * @param list<string>        $not_paths  Patterns none of which a page may fit.
	 * @param int                 $page_limit Pages read at most.
	 * @param int                 $round      Number of the reading that goes on, or was the last.
	 * @param bool                $is_forced  The owner asked for this reading: no page is spared because its sitemap says that it did not change.
	 * @param int                 $elsewhere  Addresses of other sites in its sitemaps, which are not read.
	 * @param bool                $is_capped  There are more pages than are read.
	 * @param bool                $is_partial Not every sitemap could be read.
	 * @param int                 $strikes    Failures in a row.
	 * @param \DateTimeImmutable  $wake_at    When there is next something to do.
	 * @param ?\DateTimeImmutable $read_at    When the last reading ended.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly string $url,
		public readonly string $site,
		public readonly AddressKind $kind,
		public readonly array $only_paths,
		public readonly array $not_paths,
		public readonly CrawlInterval $interval,
		public readonly int $page_limit,
		public readonly CrawlPhase $phase,
		public readonly int $round,
		public readonly bool $is_forced,
		public readonly ?string $listing,
		public readonly int $elsewhere,
		public readonly bool $is_capped,
		public readonly bool $is_partial,
		public readonly ?WebFault $fault,
		public readonly int $status,
		public readonly int $strikes,
		public readonly \DateTimeImmutable $wake_at,
		public readonly ?\DateTimeImmutable $read_at,
		public readonly ?string $lease_token,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			(string) $row['url'],
			(string) $row['site'],
			AddressKind::from( (string) $row['kind'] ),
			self::lines( (string) $row['only_paths'] ),
			self::lines( (string) $row['not_paths'] ),
			CrawlInterval::tryFrom( (string) $row['pace'] ) ?? CrawlInterval::Weekly,
			(int) $row['page_limit'],
			CrawlPhase::from( (string) $row['phase'] ),
			(int) $row['round'],
			1 === (int) $row['is_forced'],
			$row['listing'],
			(int) $row['elsewhere'],
			1 === (int) $row['is_capped'],
			1 === (int) $row['is_partial'],
			WebFault::tryFrom( (string) $row['fault'] ),
			(int) $row['status'],
			(int) $row['strikes'],
			Time::required( $row['wake_at'] ),
			Time::from_database( $row['read_at'] ),
			$row['lease_token'],
		);
	}

	/** Whether a page in its sitemaps is wanted: of the same site, and as the patterns say. */
	public function includes( string $url ): bool {
		$path = WebUrl::path_and_query( $url );
		$fits = static fn( array $patterns ): bool => [] !== array_filter( $patterns, static fn( string $pattern ): bool => PathPattern::matches( PathPattern::encoded( $pattern ), $path ) );
		return ( [] === $this->only_paths || $fits( $this->only_paths ) ) && ! $fits( $this->not_paths );
	}

	/** @return list<string> */
	private static function lines( string $text ): array {
		return '' === $text ? [] : explode( "\n", $text );
	}
}
