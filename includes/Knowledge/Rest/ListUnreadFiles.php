<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\KnowledgeSettings;
use Aaia\Chatbot\Knowledge\Sources\FileStates;
use Aaia\Chatbot\Knowledge\Sources\UnreadFile;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** GET /knowledge/files: files of the media library that gave no text or not all of it, and why; none while files are not used. */
final class ListUnreadFiles extends StaffRoute {

	/** Files named; how many there are is told. */
	private const FILES = 100;

	public function __construct(
		private readonly FileStates $states,
		private readonly Settings $settings,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/files';
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
							'id'       => Schema::int(),
							'title'    => Schema::string(),
							'reason'   => Schema::string(),
							'partial'  => Schema::bool(),
							'edit_url' => Schema::string()->nullable(),
							'tried_at' => Schema::string()->nullable(),
						]
					)->named( 'UnreadFile' )
				),
				'total' => Schema::int(),
			]
		)->named( 'UnreadFiles' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$unread = $this->settings->bool( KnowledgeSettings::FILES ) ? $this->states->unread( self::FILES ) : [
			'items' => [],
			'total' => 0,
		];
		return RouteResult::ok(
			[
				'items' => array_map( $this->shown( ... ), $unread['items'] ),
				'total' => $unread['total'],
			]
		);
	}

	/** @return array{id: int, title: string, reason: string, partial: bool, edit_url: ?string, tried_at: ?string} */
	private function shown( UnreadFile $file ): array {
		$name = basename( (string) get_attached_file( $file->post_id ) );
		$edit = get_edit_post_link( $file->post_id, 'raw' );
		return [
			'id'       => $file->post_id,
			'title'    => Text::line( '' === $name ? wp_strip_all_tags( $file->title ) : $name ),
			'reason'   => $file->reason->sentence(),
			'partial'  => $file->has_text,
			'edit_url' => is_string( $edit ) && '' !== $edit ? $edit : null,
			'tried_at' => Time::to_wire( $file->at ),
		];
	}
}
