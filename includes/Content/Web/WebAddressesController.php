<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Addresses of other sites that are crawled, and their pages. */
final class WebAddressesController extends StaffController {

	private const PAGES_SCOPE = 'knowledge-address-pages';

	/** Maximum characters of the typed addresses. */
	private const TYPED = 40_000;

	/** Maximum characters of the typed patterns. */
	private const PATTERNS = 10_000;

	public static function routes(): array {
		$address = WebAddressResource::schema();
		$choices = self::choices();
		$deleted = Schema::closed( [ 'deleted' => Schema::bool() ] );
		$queued  = Schema::closed( [ 'queued' => Schema::bool() ] );
		return [
			Operation::get( '/knowledge/addresses', 'list', Capability::Manage )->answers( Schema::closed( [
				'items'      => Schema::list_of( $address ),
				'page_limit' => Schema::int(),
				'most_pages' => Schema::int(),
			] )->named( 'WebAddresses' ) ),
			Operation::post( '/knowledge/addresses', 'add', Capability::Manage )
				->takes( Schema::closed( [
					'urls' => Schema::text( self::TYPED ),
					'kind' => Schema::enum( ...array_column( WebAddressKind::cases(), 'value' ) ),
				] + $choices ) )
				->answers( Schema::closed( [ 'items' => Schema::list_of( $address ) ] ) )->named( 'AddAddresses' ),
			Operation::patch( '/knowledge/addresses/{id}', 'change', Capability::Manage )
				->takes( Schema::closed( $choices ) )->answers( $address )->named( 'ChangeAddress' ),
			Operation::delete( '/knowledge/addresses/{id}', 'delete', Capability::Manage )->answers( $deleted ),
			Operation::post( '/knowledge/addresses/{id}/read', 'read', Capability::Manage )->answers( $queued )->named( 'ReadAddress' ),
			Operation::get( '/knowledge/addresses/{id}/pages', 'pages', Capability::Manage )
				->takes( KeysetPage::query( [
					'shown' => Schema::enum( 'all', 'known', 'waiting', 'problems' )->optional(),
					'text'  => Schema::text( 200 )->optional(),
				] ) )
				->answers( KeysetPage::answer( self::page_schema() )->named( 'WebPages' ) ),
		];
	}

	public function __construct(
		private readonly WebAddressService $service,
		private readonly WebAddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly Cursor $cursor,
		private readonly Clock $clock,
	) {}

	/** All addresses on one page, because there are few. */
	public function list(): RouteResult {
		$addresses = $this->addresses->all( WebAddressService::ADDRESSES );
		$counts    = $this->pages->counts( array_map( static fn( WebAddress $address ): int => $address->id, $addresses ) );
		return RouteResult::ok( [
			'items'      => array_map( fn( WebAddress $address ): array => $this->body( $address, $counts[ $address->id ] ?? [] ), $addresses ),
			'page_limit' => WebAddressService::PAGES,
			'most_pages' => WebAddressService::MOST_PAGES,
		] );
	}

	/** Adds addresses, one per line: all of them, or none when one is invalid. Queues the job that crawls them. */
	public function add( Input $input ): RouteResult {
		$result = $this->service->add(
			$input->text( 'urls' ),
			WebAddressKind::from( $input->text( 'kind' ) ),
			self::patterns( $input, 'only_paths' ) ?? [],
			self::patterns( $input, 'not_paths' ) ?? [],
			CrawlInterval::tryFrom( $input->text( 'pace' ) ) ?? CrawlInterval::Weekly,
			$input->int( 'page_limit', WebAddressService::PAGES )
		);
		return [] === $result['problems']
			? RouteResult::created( [ 'items' => array_map( fn( WebAddress $address ): array => $this->body( $address, [] ), $result['added'] ) ] )
			: self::refused( $result['problems'] );
	}

	/** Changes which pages of an address are read, and how often. Fields that are not sent stay the same. */
	public function change( Input $input, \WP_REST_Request $request ): RouteResult {
		$known = $this->address( $request );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$problems = $this->service->change(
			$known,
			self::patterns( $input, 'only_paths' ) ?? $known->only_paths,
			self::patterns( $input, 'not_paths' ) ?? $known->not_paths,
			CrawlInterval::tryFrom( $input->text( 'pace' ) ) ?? $known->interval,
			$input->int( 'page_limit', $known->page_limit )
		);
		if ( [] !== $problems ) {
			return self::refused( $problems );
		}
		$changed = $this->address( $request );
		return null === $changed
			? RouteResult::not_found()
			: RouteResult::ok( $this->body( $changed, $this->pages->counts( [ $changed->id ] )[ $changed->id ] ?? [] ) );
	}

	/** Removes an address and its documents; thousands of documents take a few minutes. */
	public function delete( Input $input, \WP_REST_Request $request ): RouteResult {
		$known = $this->address( $request );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$this->service->remove( $known );
		return RouteResult::ok( [ 'deleted' => true ] );
	}

	/** Queues a crawl of an address. Two requests queue one crawl; `queued` is false while the server asks to wait. */
	public function read( Input $input, \WP_REST_Request $request ): RouteResult {
		$known = $this->address( $request );
		return null === $known ? RouteResult::not_found() : RouteResult::accepted( [ 'queued' => $this->service->read_now( $known ) ] );
	}

	/** Pages of an address, with the reason why a page is not used. */
	public function pages( Input $input, \WP_REST_Request $request ): RouteResult {
		$address = $this->address( $request );
		if ( null === $address ) {
			return RouteResult::not_found();
		}
		$shown = $input->text( 'shown' );
		$text  = $input->line( 'text' );
		$page  = KeysetPage::read(
			$this->cursor,
			$input,
			self::PAGES_SCOPE,
			fn( ?int $before, int $limit ): array => $this->pages->listed( $address->id, $shown, $text, $before, $limit ),
			static fn( WebPage $row, int $id ): int => $id
		);
		return null === $page ? KeysetPage::expired() : RouteResult::ok( $page->body( self::page_body( ... ) ) );
	}

	private function address( \WP_REST_Request $request ): ?WebAddress {
		return $this->addresses->find( $this->in_path( $request, 'id' ) );
	}

	/** @return ?list<string> The patterns sent; null when none were sent. */
	private static function patterns( Input $input, string $name ): ?array {
		return $input->has( $name ) ? WebAddressService::patterns( $input->text( $name ) ) : null;
	}

	/** @param list<string> $problems Sentences. */
	private static function refused( array $problems ): RouteResult {
		return RouteResult::problem( 400, 'aaia_invalid_address', implode( ' ', $problems ), [ 'problems' => $problems ] );
	}

	/**
	 * Fields that can be set when an address is added and changed later.
	 *
	 * @return array<string, Schema>
	 */
	private static function choices(): array {
		return [
			'only_paths' => Schema::text( self::PATTERNS )->optional(),
			'not_paths'  => Schema::text( self::PATTERNS )->optional(),
			'pace'       => Schema::enum( ...array_column( CrawlInterval::cases(), 'value' ) )->optional(),
			'page_limit' => Schema::int( 1, WebAddressService::MOST_PAGES )->optional(),
		];
	}

	/**
	 * @param array<string, int> $counts Pages by PageState.
	 *
	 * @return array<string, mixed>
	 */
	private function body( WebAddress $address, array $counts ): array {
		return WebAddressResource::of( $address, $counts, $this->clock->now() );
	}

	private static function page_schema(): Schema {
		return Schema::closed( [
			'url'        => Schema::string(),
			'state'      => Schema::enum( ...array_column( PageState::cases(), 'value' ) ),
			'status'     => Schema::int(),
			'problem'    => Schema::string()->nullable(),
			'last_read'  => Schema::string()->nullable(),
			'last_tried' => Schema::string()->nullable(),
		] )->named( 'WebPage' );
	}

	/** @return array<string, mixed> */
	private static function page_body( WebPage $page ): array {
		return [
			'url'        => $page->url,
			'state'      => $page->state->value,
			'status'     => $page->status,
			'problem'    => $page->fault?->sentence( $page->status ),
			'last_read'  => Time::to_wire( $page->read_at ),
			'last_tried' => Time::to_wire( $page->tried_at ),
		];
	}
}
