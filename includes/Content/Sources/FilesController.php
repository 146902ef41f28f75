<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Content\IndexPost;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Files of the media library that gave no text or only a part of it, with the reason. Empty while files are switched off. */
final class FilesController extends StaffController {

	/** Files in the list at most; `total` is the full number. */
	private const FILES = 100;

	public static function routes(): array {
		$file = Schema::closed( [
			'id'       => Schema::int(),
			'title'    => Schema::string(),
			'reason'   => Schema::string(),
			'partial'  => Schema::bool(),
			'edit_url' => Schema::string()->nullable(),
			'tried_at' => Schema::string()->nullable(),
		] )->named( 'UnreadFile' );
		return [
			Operation::get( '/knowledge/files', 'list', Capability::Manage )
				->answers( Schema::closed( [ 'items' => Schema::list_of( $file ), 'total' => Schema::int() ] )->named( 'UnreadFiles' ) ),
			Operation::post( '/knowledge/files/{id}/read', 'read', Capability::Manage )
				->answers( Schema::closed( [ 'queued' => Schema::bool() ] ) ),
		];
	}

	public function __construct(
		private readonly FileStateRepository $states,
		private readonly JobQueue $jobs,
		private readonly Settings $settings,
	) {}

	public function list(): RouteResult {
		$unread = $this->settings->bool( ContentSettings::FILES ) ? $this->states->unread( self::FILES ) : [ 'items' => [], 'total' => 0 ];
		return RouteResult::ok( [
			'items' => array_map( self::body( ... ), $unread['items'] ),
			'total' => $unread['total'],
		] );
	}

	/** Queues another attempt to read a file, because the file or the server may have changed. */
	public function read( Input $input, \WP_REST_Request $request ): RouteResult {
		$id = (int) $this->in_path( $request, 'id' );
		if ( ! $this->states->is_unread( $id ) ) {
			return RouteResult::not_found();
		}
		$this->states->forget( $id );
		$this->jobs->push( IndexPost::NAME, [ 'post' => $id ], null, IndexPost::NAME . ':' . $id );
		return RouteResult::accepted( [ 'queued' => true ] );
	}

	/** @return array{id: int, title: string, reason: string, partial: bool, edit_url: ?string, tried_at: ?string} */
	private static function body( UnreadFile $file ): array {
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
