<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Web\Crawler;
use Aaia\Chatbot\Content\Web\CrawlInterval;
use Aaia\Chatbot\Content\Web\CrawlPhase;
use Aaia\Chatbot\Content\Web\PageRepository;
use Aaia\Chatbot\Content\Web\PageState;
use Aaia\Chatbot\Content\Web\WebAddress;
use Aaia\Chatbot\Content\Web\WebAddressKind;
use Aaia\Chatbot\Content\Web\WebAddressRepository;
use Aaia\Chatbot\Content\Web\WebAddressService;

/**
 * Pages of other sites the assistant reads: add, list, read, remove.
 */
final class PagesCommand {

	/** Progress is printed after each round of reading of this length. Seconds. */
	private const TURN = 10.0;

	/** Waits for pauses up to this long. Seconds. */
	private const PATIENCE = 60;

	/** Interval of checks while another process reads. Seconds. */
	private const OTHERS = 3;

	public function __construct(
		private readonly WebAddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly WebAddressService $service,
		private readonly Crawler $crawler,
	) {}

	/**
	 * Adds an address of another site. It is read soon, in the background; "wp aaia knowledge pages read" reads it at once.
	 *
	 * ## OPTIONS
	 *
	 * <url>...
	 * : One or more addresses.
	 *
	 * [--sitemap]
	 * : All pages of a sitemap, or of a site's sitemaps, instead of this page only.
	 *
	 * [--only=<patterns>]
	 * : Only paths that fit one of these, separated by commas, such as /help/*.
	 *
	 * [--not=<patterns>]
	 * : No path that fits one of these.
	 *
	 * [--every=<pace>]
	 * : How often it is read again.
	 * ---
	 * default: weekly
	 * options:
	 *   - daily
	 *   - weekly
	 *   - monthly
	 * ---
	 *
	 * [--limit=<pages>]
	 * : Pages read at most, up to 10000.
	 * ---
	 * default: 2000
	 * ---
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function add( array $args, array $options ): void {
		$limit = is_numeric( $options['limit'] ?? WebAddressService::PAGES ) ? (int) ( $options['limit'] ?? WebAddressService::PAGES ) : 0;
		if ( $limit < 1 || $limit > WebAddressService::MOST_PAGES ) {
			\WP_CLI::error( sprintf( '--limit is a number from 1 to %d.', WebAddressService::MOST_PAGES ) );
		}
		$patterns = static fn( string $name ): array => WebAddressService::patterns( str_replace(
			',',
			"\n",
			(string) ( $options[ $name ] ?? '' ),
		) );
		$result   = Commands::guarded(
			fn() => $this->service->add(
				implode( "\n", $args ),
				isset( $options['sitemap'] ) ? WebAddressKind::Sitemap : WebAddressKind::Page,
				$patterns( 'only' ),
				$patterns( 'not' ),
				CrawlInterval::tryFrom( (string) ( $options['every'] ?? '' ) ) ?? CrawlInterval::Weekly,
				$limit
			)
		);
		if ( [] !== $result['problems'] ) {
			\WP_CLI::error( implode( ' ', $result['problems'] ) );
		}
		\WP_CLI::success( sprintf( '%d added. "wp aaia knowledge pages read" reads now.', count( $result['added'] ) ) );
	}

	/**
	 * Lists the addresses and how far each is.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : How they are shown.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @subcommand list
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function list_( array $args, array $options ): void {
		$addresses = Commands::guarded( fn() => $this->addresses->all( WebAddressService::ADDRESSES ) );
		$counts    = Commands::guarded(
			fn() => $this->pages->counts( array_map( static fn( WebAddress $address ): int => $address->id, $addresses ) ),
		);
		$rows      = array_map(
			static fn( WebAddress $address ): array => [
				'url'       => $address->url,
				'kind'      => $address->kind->value,
				'every'     => $address->interval->value,
				'state'     => $address->phase->value,
				'known'     => ( $counts[ $address->id ][ PageState::Read->value ] ?? 0 )
					+ ( $counts[ $address->id ][ PageState::Stale->value ] ?? 0 ),
				'waiting'   => $counts[ $address->id ][ PageState::Waiting->value ] ?? 0,
				'not_used'  => ( $counts[ $address->id ][ PageState::LeftOut->value ] ?? 0 )
					+ ( $counts[ $address->id ][ PageState::Failed->value ] ?? 0 ),
				'last_read' => null === $address->read_at ? '' : $address->read_at->format( 'Y-m-d H:i:s' ),
				'problem'   => null === $address->fault ? '' : $address->fault->sentence( $address->status ),
			],
			$addresses
		);
		\WP_CLI\Utils\format_items(
			(string) ( $options['format'] ?? 'table' ),
			$rows,
			[ 'url', 'kind', 'every', 'state', 'known', 'waiting', 'not_used', 'last_read', 'problem' ],
		);
	}

	/**
	 * Reads addresses now, and waits until they are read. Pauses between requests are kept.
	 *
	 * ## OPTIONS
	 *
	 * [<url>]
	 * : Only this address, as the list shows it.
	 *
	 * @param list<string> $args
	 */
	public function read( array $args ): void {
		$only = isset( $args[0] ) ? $this->known( $args[0] )->id : null;
		Commands::guarded( fn() => $this->addresses->wake( $only ) );
		do {
			$works = Commands::guarded( fn(): bool => $this->crawler->run( self::TURN, $only ) );
			$busy  = $this->busy( $only );
			$wait  = null === $busy ? 0 : max( 0, $busy->wake_at->getTimestamp() - time() );
			$goes  = null !== $busy && $wait <= self::PATIENCE;
			if ( $goes ) {
				\WP_CLI::log( sprintf( '%d pages known; %s', $this->pages->count_known(), $busy->url ) );
				sleep( max( $works ? 0 : self::OTHERS, $wait ) );
			}
		} while ( $goes );
		if ( null !== $busy ) {
			\WP_CLI::warning( sprintf(
				'%s is not read to the end: its server asks to wait until %s UTC. It goes on by itself.',
				$busy->url,
				$busy->wake_at->format( 'H:i' ),
			) );
		}
		\WP_CLI::success( sprintf( 'The assistant knows %d pages of other sites.', $this->pages->count_known() ) );
	}

	/**
	 * Removes an address; the assistant forgets its pages.
	 *
	 * ## OPTIONS
	 *
	 * <url>
	 * : The address, as the list shows it.
	 *
	 * @param list<string> $args
	 */
	public function remove( array $args ): void {
		$address = $this->known( $args[0] ?? '' );
		Commands::guarded( fn() => $this->service->remove( $address ) );
		while ( Commands::guarded( fn(): bool => $this->crawler->run( self::TURN, $address->id ) ) ) {
			continue;
		}
		\WP_CLI::success( 'Removed.' );
	}

	/** The first address that is being read. */
	private function busy( ?int $only ): ?WebAddress {
		foreach ( Commands::guarded( fn() => $this->addresses->all( WebAddressService::ADDRESSES ) ) as $address ) {
			if ( CrawlPhase::Idle !== $address->phase && ( null === $only || $only === $address->id ) ) {
				return $address;
			}
		}
		return null;
	}

	private function known( string $url ): WebAddress {
		$address = Commands::guarded( fn() => $this->addresses->by_url( $url ) );
		if ( null === $address || CrawlPhase::Removing === $address->phase ) {
			\WP_CLI::error( sprintf( '"%s" is not in the list. "wp aaia knowledge pages list" shows it.', $url ) );
		}
		return $address;
	}
}
