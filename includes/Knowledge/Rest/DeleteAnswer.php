<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Sources\AnswerRepository;
use Aaia\Chatbot\Knowledge\Sources\AnswerService;

/** DELETE /knowledge/answers/{id}: deletes an answer; the assistant forgets it at once. */
final class DeleteAnswer extends StaffRoute {

	public function __construct(
		private readonly AnswerRepository $known,
		private readonly AnswerService $answers,
	) {}

	public function method(): string {
		return 'DELETE';
	}

	public function path(): string {
		return '/knowledge/answers/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed( [ 'deleted' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$known = $this->known->find( $this->in_path( $request, 'id' ) );
		if ( null === $known ) {
			return RouteResult::not_found();
		}
		$this->answers->remove( $known );
		return RouteResult::ok( [ 'deleted' => true ] );
	}
}
