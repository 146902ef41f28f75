<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\OpenAi\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /models: the one model of this site, for OpenAI clients. */
final class ListModels extends StaffRoute {

	/** The name under which the site's assistant answers. */
	public const MODEL = 'site';

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/models';
	}

	public function capability(): Capability {
		return Capability::Reply;
	}

	public function schema(): Schema {
		return Schema::open( [] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		return RouteResult::ok(
			[
				'object' => 'list',
				'data'   => [
					[
						'id'       => self::MODEL,
						'object'   => 'model',
						'created'  => 0,
						'owned_by' => 'aaia-chatbot',
					],
				],
			]
		);
	}
}
