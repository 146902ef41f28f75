<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Boost;
use Aaia\Chatbot\Knowledge\DocumentDesk;

/** PATCH /knowledge/documents/{id}: keeps a document out of every answer, or makes it more or less likely to be found. At once, and for every sync to come. */
final class ChangeDocument extends StaffRoute {

	public function __construct( private readonly DocumentDesk $documents ) {}

	public function method(): string {
		return 'PATCH';
	}

	public function path(): string {
		return '/knowledge/documents/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'excluded' => Schema::bool()->optional(),
				'boost'    => Schema::enum( ...array_column( Boost::cases(), 'value' ) )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return DocumentShape::schema();
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$document = $this->documents->one( (int) $this->in_path( $request, 'id' ) );
		if ( null === $document ) {
			return RouteResult::not_found();
		}
		if ( $input->has( 'excluded' ) ) {
			$this->documents->exclude( $document->id, $input->bool( 'excluded' ) );
		}
		$boost = Boost::tryFrom( $input->text( 'boost' ) );
		if ( null !== $boost ) {
			$this->documents->boost( $document->id, $boost );
		}
		$changed = $this->documents->one( $document->id );
		return null === $changed ? RouteResult::not_found() : RouteResult::ok( DocumentShape::of( $changed ) );
	}
}
