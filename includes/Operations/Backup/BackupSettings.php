<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of backups. */
final class BackupSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'backup_every',
				SettingType::Choice,
				'off',
				static fn(): string => __(
					'Conversations, contacts, knowledge, rules, settings and attached files are backed up automatically.',
					'aaia-chatbot',
				),
				choices: [ 'off', 'day', 'week' ],
			),
			new SettingDefinition(
				'backup_keep',
				SettingType::Int,
				7,
				static fn(): string => __(
					'Older ones are deleted here and at the second location, when a new one is complete and verified.',
					'aaia-chatbot',
				),
				min: 1,
				max: 100,
			),
			new SettingDefinition(
				'backup_passphrase',
				SettingType::Secret,
				'',
				static fn(): string => __(
					'With a passphrase, new backups are encrypted. Write it down outside of this site: without it nobody can open these backups, we neither.',
					'aaia-chatbot',
				),
				max: 200,
				check: static fn( string|int|bool|array $typed ): ?string => '' !== $typed && ( ! is_string( $typed ) || strlen( $typed ) < 12 )
					? __( 'Type 12 characters or more.', 'aaia-chatbot' )
					: null,
			),
			new SettingDefinition(
				'backup_place',
				SettingType::Choice,
				'none',
				static fn(): string => __(
					'Each backup is copied there, so that it survives the loss of this server.',
					'aaia-chatbot',
				),
				choices: [ 'none', 'folder', 's3', 'webdav' ],
			),
			new SettingDefinition(
				'backup_folder',
				SettingType::Line,
				'',
				static fn(): string => __(
					'A folder of this server that PHP may write to, outside of the website, such as a mounted disk.',
					'aaia-chatbot',
				),
				max: 400,
			),
			new SettingDefinition(
				'backup_url',
				SettingType::Url,
				'',
				static fn(): string => __(
					'For S3 with the bucket, such as https://s3.eu-west-3.amazonaws.com/my-bucket/chatbot; for WebDAV an existing folder.',
					'aaia-chatbot',
				),
				max: 400,
			),
			new SettingDefinition(
				'backup_region',
				SettingType::Line,
				'us-east-1',
				static fn(): string => __(
					'The region of the bucket. Other providers than Amazon say which word they want.',
					'aaia-chatbot',
				),
				max: 60,
			),
			new SettingDefinition(
				'backup_user',
				SettingType::Line,
				'',
				static fn(): string => __( 'The access key ID of S3, or the user name of WebDAV.', 'aaia-chatbot' ),
				max: 200,
			),
			new SettingDefinition(
				'backup_secret',
				SettingType::Secret,
				'',
				static fn(): string => __(
					'The secret access key of S3, or the password of WebDAV. It is only sent to that server.',
					'aaia-chatbot',
				),
				max: 400,
				host_of: 'backup_url',
			),
		];
	}
}
