<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Sources\ContentTypes;

/** GET /knowledge/content: the kinds of content the site has, for the owner to choose from. What is chosen is the setting `knowledge_post_types`. */
final class ListContent extends StaffRoute {

	public function __construct( private readonly ContentTypes $types ) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/content';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items' => Schema::list_of(
					Schema::closed(
						[
							'name'      => Schema::string(),
							'label'     => Schema::string(),
							'published' => Schema::int(),
							'there'     => Schema::bool(),
						]
					)->named( 'KnowledgeContentKind' )
				),
			]
		)->named( 'KnowledgeContentKinds' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok( [ 'items' => $this->types->choices() ] );
	}
}
