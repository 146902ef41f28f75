<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Web\AddressRepository;
use Aaia\Chatbot\Knowledge\Web\PageRepository;
use Aaia\Chatbot\Knowledge\Web\PageState;
use Aaia\Chatbot\Knowledge\Web\WebPage;
use Aaia\Chatbot\Support\Time;

/** GET /knowledge/addresses/{id}/pages: the pages of an address, and why one of them is not used. */
final class ListAddressPages extends StaffRoute {

	private const SCOPE = 'knowledge-address-pages';

	public function __construct(
		private readonly AddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/addresses/{id}/pages';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return KeysetPage::query(
			[
				'shown' => Schema::enum( 'all', 'known', 'waiting', 'problems' )->optional(),
				'text'  => Schema::text( 200 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return KeysetPage::answer(
			Schema::closed(
				[
					'url'        => Schema::string(),
					'state'      => Schema::enum( ...array_column( PageState::cases(), 'value' ) ),
					'status'     => Schema::int(),
					'problem'    => Schema::string()->nullable(),
					'last_read'  => Schema::string()->nullable(),
					'last_tried' => Schema::string()->nullable(),
				]
			)->named( 'WebPage' )
		)->named( 'WebPages' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$address = $this->addresses->find( $this->in_path( $request, 'id' ) );
		if ( null === $address ) {
			return RouteResult::not_found();
		}
		$shown = $input->text( 'shown' );
		$text  = $input->line( 'text' );
		$page  = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->pages->listed( $address->id, $shown, $text, $before, $limit ),
			static fn( WebPage $row, int $id ): int => $id
		);
		return null === $page ? KeysetPage::expired() : RouteResult::ok( $page->body( self::shown( ... ) ) );
	}

	/** @return array<string, mixed> */
	private static function shown( WebPage $page ): array {
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
