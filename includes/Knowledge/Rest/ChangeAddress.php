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
use Aaia\Chatbot\Knowledge\Web\Pace;
use Aaia\Chatbot\Knowledge\Web\PageRepository;
use Aaia\Chatbot\Support\Clock;

/** PATCH /knowledge/addresses/{id}: changes which of an address's pages are read, and how often. */
final class ChangeAddress extends StaffRoute {

	public function __construct(
		private readonly AddressRepository $addresses,
		private readonly PageRepository $pages,
		private readonly AddressService $service,
		private readonly Clock $clock,
	) {}

	public function method(): string {
		return 'PATCH';
	}

	public function path(): string {
		return '/knowledge/addresses/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed( AddressShape::choices() );
	}

	public function answer(): Schema {
		return AddressShape::schema();
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$known = $this->addresses->find( $this->in_path( $request, 'id' ) );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$problems = $this->service->change(
			$known,
			AddressShape::patterns( $input, 'only_paths' ) ?? $known->only_paths,
			AddressShape::patterns( $input, 'not_paths' ) ?? $known->not_paths,
			Pace::tryFrom( $input->text( 'pace' ) ) ?? $known->pace,
			$input->int( 'page_limit', $known->page_limit )
		);
		$now = $this->addresses->find( $known->public_id );
		if ( [] !== $problems || null === $now ) {
			return [] === $problems ? RouteResult::not_found() : AddressShape::refused( $problems );
		}
		return RouteResult::ok( AddressShape::of( $now, $this->pages->counts( [ $now->id ] )[ $now->id ] ?? [], $this->clock->now() ) );
	}
}
