<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Web\AddressKind;
use Aaia\Chatbot\Knowledge\Web\AddressService;
use Aaia\Chatbot\Knowledge\Web\Pace;
use Aaia\Chatbot\Knowledge\Web\WebAddress;
use Aaia\Chatbot\Support\Clock;

/** POST /knowledge/addresses: adds addresses of other sites, a line each, all of them or, when one cannot be added, none. They are read soon, as a job. */
final class AddAddresses extends StaffRoute {

	/** Characters of what is typed. */
	private const TYPED = 40_000;

	public function __construct(
		private readonly AddressService $service,
		private readonly Clock $clock,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/knowledge/addresses';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'urls' => Schema::text( self::TYPED ),
				'kind' => Schema::enum( ...array_column( AddressKind::cases(), 'value' ) ),
			] + AddressShape::choices()
		);
	}

	public function answer(): Schema {
		return Schema::closed( [ 'items' => Schema::list_of( AddressShape::schema() ) ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$result = $this->service->add(
			$input->text( 'urls' ),
			AddressKind::from( $input->text( 'kind' ) ),
			AddressShape::patterns( $input, 'only_paths' ) ?? [],
			AddressShape::patterns( $input, 'not_paths' ) ?? [],
			Pace::tryFrom( $input->text( 'pace' ) ) ?? Pace::Weekly,
			$input->int( 'page_limit', AddressService::PAGES )
		);
		return [] === $result['problems']
			? RouteResult::created( [ 'items' => array_map( fn( WebAddress $address ): array => AddressShape::of( $address, [], $this->clock->now() ), $result['added'] ) ] )
			: AddressShape::refused( $result['problems'] );
	}
}
