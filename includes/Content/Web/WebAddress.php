<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Support\Time;

/** An address of another site that the owner added, as stored in its row. */
final class WebAddress {

	/**
	 * @param string              $url        Normalised.
	 * @param string              $site       See WebUrl::site().
	 * @param list<string>        $only_paths A page must match one of these patterns; empty for all pages.
	 * @param list<string>        $not_paths  A page must match none of these patterns.
	 * @param int                 $page_limit Maximum pages to crawl.
	 * @param int                 $round      Number of the current or last crawl.
	 * @param bool                $is_forced  Whether the owner asked for this crawl: it also reads pages that have not changed according
	 *         to the sitemap.
	 * @param ?string             $listing    State of reading the sitemaps, see SitemapCrawl.
	 * @param int                 $elsewhere  Number of URLs of other sites in its sitemaps, which are not read.
	 * @param bool                $is_capped  Whether there are more pages than the limit.
	 * @param bool                $is_partial Whether some sitemaps could not be read.
	 * @param int                 $strikes    Failures in a row.
	 * @param \DateTimeImmutable  $wake_at    Time of the next step.
	 * @param ?\DateTimeImmutable $read_at    End of the last crawl.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly string $url,
		public readonly string $site,
		public readonly WebAddressKind $kind,
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
			WebAddressKind::from( (string) $row['kind'] ),
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

	/** Whether the patterns include a page of its sitemaps. */
	public function includes( string $url ): bool {
		$path = WebUrl::path_and_query( $url );
		$fits = static fn( array $patterns ): bool => [] !== array_filter(
			$patterns,
			static fn( string $pattern ): bool => PathPattern::matches( PathPattern::encoded( $pattern ), $path ),
		);
		return ( [] === $this->only_paths || $fits( $this->only_paths ) ) && ! $fits( $this->not_paths );
	}

	/** @return list<string> */
	private static function lines( string $text ): array {
		return '' === $text ? [] : explode( "\n", $text );
	}
}
