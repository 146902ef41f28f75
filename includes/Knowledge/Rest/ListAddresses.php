<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Web\AddressRepository;
use Aaia\Chatbot\Knowledge\Web\AddressService;
use Aaia\Chatbot\Knowledge\Web\PageRepository;
use Aaia\Chatbot\Knowledge\Web\WebAddress;
use Aaia\Chatbot\Support\Clock;

/** GET /knowledge/addresses: the addresses of other sites that are read, and how far each is. There are few, so they come on one page. */
final class ListAddresses extends StaffRoute {

	public function __construct(
		private readonly AddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly Clock $clock,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/addresses';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items'      => Schema::list_of( AddressShape::schema() ),
				'page_limit' => Schema::int(),
				'most_pages' => Schema::int(),
			]
		)->named( 'WebAddresses' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$addresses = $this->addresses->all( AddressService::ADDRESSES );
		$counts    = $this->pages->counts( array_map( static fn( WebAddress $address ): int => $address->id, $addresses ) );
		return RouteResult::ok(
			[
				'items'      => array_map( fn( WebAddress $address ): array => AddressShape::of( $address, $counts[ $address->id ] ?? [], $this->clock->now() ), $addresses ),
				'page_limit' => AddressService::PAGES,
				'most_pages' => AddressService::MOST_PAGES,
			]
		);
	}
}
